"""What undo and redo go back and forth between: states of the text, typing joined to words."""

from typing import Generic, TypeVar

T = TypeVar("T")
LIMIT = 300
"""States kept; the oldest are forgotten."""


class History(Generic[T]):
    """States in order, and which of them is the present one."""

    def __init__(self, state: T) -> None:
        self._states = [state]
        self._at = 0
        self._joins = False

    @property
    def present(self) -> T:
        """The state that is shown."""
        return self._states[self._at]

    def note(self, state: T, *, typing: bool = False) -> None:
        """There is a new state. Letters typed one after the other become one step."""
        if typing and self._joins and self._at == len(self._states) - 1:
            self._states[self._at] = state
            return
        del self._states[self._at + 1 :]
        self._states.append(state)
        del self._states[:-LIMIT]
        self._at = len(self._states) - 1
        self._joins = typing

    def undo(self) -> T | None:
        """The state before; None at the beginning."""
        return self._go(-1)

    def redo(self) -> T | None:
        """The state that was undone last; None where none was."""
        return self._go(1)

    def _go(self, by: int) -> T | None:
        if not 0 <= self._at + by < len(self._states):
            return None
        self._at += by
        self._joins = False
        return self.present
