"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from depesha.api import _
from depesha.domain.errors import InputError, in_words


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to; it takes the place of `path` when the block ends well.

    Raises InputError where the place cannot be written, before the block runs if it can be told
    then. A block that fails leaves what was there.
    """
    if path.exists() and not (path.is_file() or path.is_dir()):
        # A pipe or /dev/null is written to and not replaced.
        yield path
        return
    target = path.resolve()
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists():
            # On Windows a file that Excel has open cannot be replaced: say so first.
            target.open("r+b").close()
        part.open("wb").close()
    except OSError as error:
        raise _not_writable(path, error) from None
    try:
        yield part
        part.replace(target)
    except OSError as error:
        raise _not_writable(path, error) from None
    finally:
        part.unlink(missing_ok=True)


def _not_writable(path: Path, error: OSError) -> InputError:
    return InputError(
        _(
            "{path} cannot be written: {error}. If it is open in another program, close it there,"
            " or choose another name or folder."
        ).format(path=path, error=in_words(error))
    )
