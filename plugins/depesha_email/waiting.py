"""Steps taken one after the other, for who has nothing else to do meanwhile."""

import select
import sys
from collections.abc import Generator
from typing import Any, TypeVar

from depesha.api import Wait
from depesha.api.steps import Aside

T = TypeVar("T")


def finish(steps: Generator[Wait | Aside, Any, T] | Generator[Wait, None, T]) -> T:
    """Wait for all that they yield; returns what they return."""
    try:
        step = next(steps)
        while True:
            try:
                found = None
                if not isinstance(step, Wait):
                    found = step()
                elif not _ready(step):
                    raise TimeoutError("timed out")  # noqa: TRY301
            except BaseException as error:  # noqa: BLE001 - thrown where it was asked for
                step = steps.throw(error)
            else:
                step = steps.send(found)
    except StopIteration as end:
        result: T = end.value
        return result


def _ready(wait: Wait) -> bool:
    if sys.platform == "win32":
        some = [wait.socket]
        read, write, failed = select.select(
            [] if wait.to_write else some, some if wait.to_write else [], some, wait.seconds
        )
        return bool(read or write or failed)
    # Not select(), which knows no file numbers above 1023.
    poller = select.poll()
    poller.register(wait.socket, select.POLLOUT if wait.to_write else select.POLLIN)
    return bool(poller.poll(wait.seconds * 1000))
