"""How an older data file becomes one of today: a module for each version of the tables, named for what it makes."""
