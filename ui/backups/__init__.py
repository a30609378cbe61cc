"""The backups of the data file: what there is, making one, and putting one back."""
