"""The log of the program: its warnings and errors, with no address in them whole."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from depesha.domain.masking import Masking

_MASKING = Masking(phones=False, emails=False)
"""Logs are sent to strangers who are to help: whoever works here, nobody's address is theirs."""


class _Discreet(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Tracebacks too."""
        return _MASKING.text(super().format(record))


@contextmanager
def log_in(folder: Path) -> Iterator[None]:
    """Warnings and errors of this run, in a file that never grows beyond a few megabytes."""
    handler = RotatingFileHandler(
        folder / "depesha.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(_Discreet("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("depesha").addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger("depesha").removeHandler(handler)
        handler.close()
