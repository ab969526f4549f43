"""How long to wait before trying again what certainly was not sent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits that double from `first` to `longest` seconds; after `tries` the row is given up."""

    first: float = 15.0
    longest: float = 3600.0
    tries: int = 10

    def delay(self, failures: int, asked: float | None = None) -> float:
        """Seconds to wait after the n-th failure in a row (n >= 1).

        What the server asked for is obeyed, however long; it is never shortened.
        """
        # 2**40 minutes is an age; the cap keeps floats finite however often a row failed.
        own: float = min(self.first * 2.0 ** min(failures - 1, 40), self.longest)
        return own if asked is None else max(asked, 0.0)

    def exhausted(self, failures: int) -> bool:
        """Whether the row has failed often enough to be given up."""
        return failures >= self.tries
