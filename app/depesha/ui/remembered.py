"""What the window remembers for its user: places and sizes, columns, the last folder.

One small JSON file in the profile. It holds comfort, nothing that matters: a damaged file is begun
anew, and what another version wrote is kept.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


class Remembered:
    """A dictionary of plain values that outlives the window. Belongs to Tk's thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            found = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(found, dict):
                self._values = found

    def get(self, key: str, default: Any) -> Any:
        """The value, if it is of the default's own type; else the default."""
        value = self._values.get(key, default)
        return value if isinstance(value, type(default)) else default

    def set(self, key: str, value: Any) -> None:
        """Keep a value; `save` writes it."""
        self._values[key] = value

    def save(self) -> None:
        """Write the file, whole or not at all. A full disk costs comfort only."""
        new = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            new.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            new.replace(self._path)
        except OSError as error:
            import logging

            log = logging.getLogger("depesha.ui")
            log.warning("the window's places were not kept: %s", error)
            with suppress(OSError):
                new.unlink(missing_ok=True)
