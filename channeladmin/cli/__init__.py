"""The command line: one module per command group; the contract stands in the user's guide."""

from channeladmin.cli.entry import main

__all__ = ["main"]
