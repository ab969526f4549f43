"""Garbage goes on Tk's thread, and only there."""

import gc
import threading
import time
from typing import ClassVar

from depesha.ui.collector import Collector, collect_due


class Cycle:
    gone: ClassVar[list[int]] = []

    def __init__(self) -> None:
        self.me = self

    def __del__(self) -> None:
        self.gone.append(threading.get_ident())


def test_what_a_thread_leaves_behind_is_taken_away_here(tk_root, driver) -> None:
    Cycle.gone.clear()
    collector = Collector(tk_root)
    try:
        thread = threading.Thread(target=lambda: [Cycle() for _ in range(5000)])
        thread.start()
        thread.join()
        assert Cycle.gone == [], "nothing is collected behind our back"
        driver.until(lambda: len(Cycle.gone) > 4000)
        assert set(Cycle.gone) == {threading.get_ident()}
    finally:
        collector.close()
    assert not gc.isenabled()


def test_nothing_is_done_where_nothing_is_due() -> None:
    gc.collect()
    begun = time.process_time()
    assert collect_due() == -1
    assert time.process_time() - begun < 0.01
