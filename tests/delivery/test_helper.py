"""What blocks is done on one thread, in order, and what comes of it is told."""

import threading

from depesha.delivery.helper import Helper


def test_one_thread_does_all_in_order_and_tells_what_became():
    helper = Helper("helper")
    told, end = [], threading.Event()
    helper.ask(threading.get_ident, lambda found, error: told.append((found, error)))
    helper.ask(lambda: int("x"), lambda found, error: told.append((found, type(error))))
    helper.ask(threading.get_ident, lambda found, error: (told.append((found, error)), end.set()))
    assert end.wait(10)
    first, second, third = told
    assert first == third
    assert first[0] != threading.get_ident()
    assert second == (None, ValueError)
    helper.end()


def test_its_thread_ends_with_it():
    helper = Helper("a helper that ends")
    found = threading.Event()
    threads = []
    helper.ask(threading.current_thread, lambda thread, _e: (threads.append(thread), found.set()))
    assert found.wait(10)
    helper.end()
    threads[0].join(10)
    assert not threads[0].is_alive()


def test_where_nothing_blocks_there_is_no_thread():
    before = threading.active_count()
    Helper("idle").end()
    assert threading.active_count() == before
