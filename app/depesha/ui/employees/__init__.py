"""The employees of the office, who are written to like contacts."""
