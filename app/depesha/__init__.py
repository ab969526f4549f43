"""Depesha: personal messages from a small office to its contacts."""

__version__ = "0.1.0"
