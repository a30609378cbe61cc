"""Files to rows and rows to files: read, map, check, plan, and write."""
