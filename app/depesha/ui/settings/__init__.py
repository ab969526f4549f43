"""The settings in the window: forms built from what the office and its plugins declare."""
