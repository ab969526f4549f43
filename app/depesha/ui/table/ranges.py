"""Which rows are selected: positions as ranges, so that a million are one pair of numbers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator


class Ranges:
    """A set of positions, kept as sorted ranges `[begin, end)` that do not touch."""

    def __init__(self) -> None:
        self._begins: list[int] = []
        self._ends: list[int] = []

    def __len__(self) -> int:
        return sum(self._ends) - sum(self._begins)

    def __contains__(self, position: int) -> bool:
        at = bisect_right(self._begins, position) - 1
        return at >= 0 and position < self._ends[at]

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """The ranges in order."""
        return zip(self._begins, self._ends, strict=True)

    def clear(self) -> None:
        """Select nothing."""
        self._begins.clear()
        self._ends.clear()

    def add(self, begin: int, end: int) -> None:
        """Select the positions from `begin` to before `end`."""
        if begin >= end:
            return
        # Every range that touches the new one melts into it.
        first = bisect_left(self._ends, begin)
        last = bisect_right(self._begins, end)
        if first < last:
            begin = min(begin, self._begins[first])
            end = max(end, self._ends[last - 1])
        self._begins[first:last] = [begin]
        self._ends[first:last] = [end]

    def remove(self, begin: int, end: int) -> None:
        """Select the positions from `begin` to before `end` no longer."""
        if begin >= end:
            return
        first = bisect_right(self._ends, begin)
        last = bisect_left(self._begins, end)
        if first >= last:
            return
        left = (self._begins[first], begin)
        right = (end, self._ends[last - 1])
        kept = [(a, b) for a, b in (left, right) if a < b]
        self._begins[first:last] = [a for a, _ in kept]
        self._ends[first:last] = [b for _, b in kept]

    def toggle(self, position: int) -> None:
        """Select the position, or no longer."""
        if position in self:
            self.remove(position, position + 1)
        else:
            self.add(position, position + 1)
