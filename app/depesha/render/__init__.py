"""Macros and templates into the message one person gets; preview and delivery use the same call."""
