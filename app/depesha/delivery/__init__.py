"""Plan, outbox, lanes, outcomes: sends mailings and knows what became of each person."""
