"""Writing messages: whom to, what about, the text, and what can be done with it."""
