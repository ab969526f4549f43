"""Templates: the gallery, and the place where the office keeps its own."""
