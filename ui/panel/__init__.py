"""The evaluation panel: one verdict tree, shown beside the record that it is about."""
