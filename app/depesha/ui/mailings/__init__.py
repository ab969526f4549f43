"""The list of mailings: to come, going on, over."""
