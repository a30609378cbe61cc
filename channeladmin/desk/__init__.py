"""What staff do, one module per job: the only door through which window and command line reach the data."""
