"""How an older data file becomes one of today: a module for each version of the tables, named for what it makes.

A step writes what it makes in words of its own, since the classes of today go on changing. A step that changes the
columns of a record's table must also bring the journal's last image of each of its rows up to date, as an operation of
its own: undo and check compare images with rows as text.
"""
