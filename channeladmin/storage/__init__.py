"""The data file: engine, unit of work, journal, standings, queries and backups; nobody else writes SQL."""
