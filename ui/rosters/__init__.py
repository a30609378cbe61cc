"""The roster assistant: from files to a preview of what will happen, and to one act."""
