"""What the vendor asks: editions, tracks, requirements, credentials, benefits and the fiscal calendar."""
