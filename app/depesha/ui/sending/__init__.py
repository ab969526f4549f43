"""What is being sent, beside all views: looked at each second, shown at the foot of the window."""
