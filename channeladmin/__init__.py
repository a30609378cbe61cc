"""The desk of a channel partner programme: everything that is true without a screen."""

__version__ = "0.1.0"
