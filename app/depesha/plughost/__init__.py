"""Finds plugins, fences them, and answers what there is."""
