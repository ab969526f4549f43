"""The directory of contacts."""
