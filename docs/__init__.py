"""The guide, its pictures and the tour, with what makes them."""
