"""Files that ship with the app: programme editions, fonts, icons, letters, samples."""
