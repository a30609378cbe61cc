"""The window: the only place that knows Qt; it speaks with the desk and never around it."""
