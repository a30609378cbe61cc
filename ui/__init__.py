"""The window: the only place that knows Qt; it speaks with the desk and never around it."""

from ui.constants import keep_constants

keep_constants()
