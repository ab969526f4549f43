"""Messages as their recipients will see them."""
