"""Choosing whom a message is for."""

from depesha.ui.choose.dialog import choose_people

__all__ = ["choose_people"]
