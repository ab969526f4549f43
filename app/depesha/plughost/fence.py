"""The fence around strangers' code: tracebacks that begin where the author's own code begins."""

import traceback
from pathlib import Path

_OURS = str(Path(__file__).parent)


def _is_ours(filename: str) -> bool:
    return filename.startswith((_OURS, "<frozen importlib")) or "importlib" in Path(filename).parts


def cut_traceback(error: BaseException) -> str:
    """The traceback without the host's and the import system's frames, and without local values."""
    shown = traceback.TracebackException.from_exception(error)
    link: traceback.TracebackException | None = shown
    while link is not None:
        link.stack = traceback.StackSummary.from_list(
            [frame for frame in link.stack if not _is_ours(frame.filename)]
        )
        link = link.__cause__ or link.__context__
    return "".join(shown.format())
