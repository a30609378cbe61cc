"""A file to a raw table: source, encoding, dialect and shape, each in a module of its own."""
