"""The few parts that all pages share."""
