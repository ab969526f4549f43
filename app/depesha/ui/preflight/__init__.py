"""Before anything leaves: who gets it, who does not and why, what it costs, when it is over."""

from depesha.ui.preflight.view import open_preflight

__all__ = ["open_preflight"]
