"""How the parts of the office are: what the indicator at the foot shows, and what is behind."""
