"""How fast the app is, each figure against a bare reference in the same run (`make bench`)."""
