"""The main window: menus, search, rail, status line, and the workspace that a data file fills."""
