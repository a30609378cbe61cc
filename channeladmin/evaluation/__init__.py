"""From facts to a verdict, by pure functions: no clock, no database, no formatting of dates or money."""
