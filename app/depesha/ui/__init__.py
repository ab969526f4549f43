"""The window: Tk, and only here."""
