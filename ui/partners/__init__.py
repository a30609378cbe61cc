"""The list of partners, and the way to add one."""
