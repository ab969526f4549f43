"""The table of the program: a million rows, of which only those in sight exist as widgets."""

from depesha.ui.table.columns import Column
from depesha.ui.table.table import Row, Table

__all__ = ["Column", "Row", "Table"]
