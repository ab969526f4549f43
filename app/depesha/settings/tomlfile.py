"""A TOML file that is never half written, never overwritten when damaged, and shared politely."""

import contextlib
import copy
import os
import re
import sys
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

from depesha.api import _
from depesha.domain.errors import InputError, in_words
from depesha.settings.profile import make_private

_PLACE = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


class TomlFile:
    """One file. Numbers with a fraction are `Decimal`, so that a rewrite keeps their digits."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._stamp: tuple[int, int, int] | None = None
        self._document: dict[str, Any] = {}

    def read(self) -> dict[str, Any]:
        """What the file says now, empty where there is none; not to be changed.

        Raises InputError with line and column where it is damaged.
        """
        with _locked(self.path) if sys.platform == "win32" else contextlib.nullcontext():
            # Windows cannot replace a file that somebody reads.
            return self._read()

    def _read(self) -> dict[str, Any]:
        try:
            stat = self.path.stat()
            stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if stamp != self._stamp:
                self._document = _parse(self.path, self.path.read_bytes())
                self._stamp = stamp
        except FileNotFoundError:
            self._document, self._stamp = {}, None
        except OSError as error:
            raise InputError(
                _("The file {path} cannot be read: {why}.").format(
                    path=self.path, why=in_words(error)
                )
            ) from None
        return self._document

    @contextlib.contextmanager
    def changing(self) -> Iterator[dict[str, Any]]:
        """What the file says now, to be changed; saved at the end unless the block raised.

        Other processes wait meanwhile, so nobody's change is lost.
        """
        with _locked(self.path):
            before = self._read()
            document = copy.deepcopy(before)
            yield document
            if document != before:
                self._save(document)

    def _save(self, document: dict[str, Any]) -> None:
        import tempfile

        import tomli_w

        text = tomli_w.dumps(document)
        # Somebody may keep the file elsewhere and link to it.
        target = self.path.resolve()
        temporary = ""
        try:
            # mkstemp gives 0600.
            handle, temporary = tempfile.mkstemp(".tmp", f".{target.name}.", target.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except OSError as error:
            if temporary:
                Path(temporary).unlink(missing_ok=True)
            raise InputError(
                _("The file {path} cannot be written: {why}. Nothing was changed.").format(
                    path=self.path, why=in_words(error)
                )
            ) from None
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    # The new file is in place already; some network folders cannot do more.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _parse(path: Path, content: bytes) -> dict[str, Any]:
    line: object
    column: object
    try:
        # Editors on Windows begin a file with a mark that TOML does not know.
        return tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError as error:
        before = content[: error.start].split(b"\n")
        line, column, why = len(before), len(before[-1]) + 1, _("it is not UTF-8 text")
    except RecursionError:
        line, column, why = "?", "?", _("brackets are nested too deeply")
    except (ValueError, ArithmeticError) as error:
        place = _PLACE.search(str(error))
        last = len(content.splitlines()) or 1
        line, column = (place[1] or last, place[2] or "?") if place else ("?", "?")
        why = _PLACE.sub("", str(error))
    raise InputError(
        _(
            "The file {path} is damaged at line {line}, column {column}: {why}. "
            "It was left as it is: mend it, or move it away to begin anew."
        ).format(path=path, line=line, column=column, why=why)
    )


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """One process at a time; the system lets go of a lock whose holder died."""
    make_private(path.parent)
    with contextlib.ExitStack() as opened:
        try:
            _lock(opened.enter_context(path.with_name(path.name + ".lock").open("ab")))
        except OSError as error:
            raise InputError(
                _("The folder {folder} cannot be written to: {why}.").format(
                    folder=path.parent, why=in_words(error)
                )
            ) from None
        yield


def _lock(file: IO[bytes]) -> None:
    # Closing the file unlocks it.
    if sys.platform == "win32":
        import msvcrt

        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX)
