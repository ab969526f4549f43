"""Before anything leaves: who gets it, who does not and why, what it costs, when it is over."""
