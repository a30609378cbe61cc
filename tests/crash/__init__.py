"""What happens to the data file when the machine fails: killed processes and full disks (`make crash`)."""
