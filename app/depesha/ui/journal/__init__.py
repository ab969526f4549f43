"""The journal of notifications: a place of its own, and a part of cards and results."""

from depesha.ui.journal.table import JournalTable

__all__ = ["JournalTable"]
