"""The Programme page: the editions, what each asks, its readings, and what a choice would change."""
