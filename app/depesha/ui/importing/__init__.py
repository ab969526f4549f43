"""The import of a file, step by step: look at it, say what its columns are, rehearse, take it."""
