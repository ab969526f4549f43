"""How a mailing goes and what became of it: numbers, a picture of them, every person."""
