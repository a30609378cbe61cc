"""What only SQLite can do: pragmas, STRICT types, triggers, bulk writes by the driver, online copies."""
