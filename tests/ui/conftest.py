"""A screen of our own, a window manager on it, a window on an office, and somebody at the keys."""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from depesha import bootstrap
from depesha.delivery.office import Office
from depesha.domain.people import Contact
from depesha.domain.states import State
from depesha.render import values
from depesha.store import contacts, ledger, mailings
from depesha.store.ledger import Settled
from depesha.store.mailings import Mailing, Planned
from depesha.ui.app import App
from depesha.ui.theme import Theme

PATIENCE = 10.0
NAMES = ("Анна", "Борис", "Вера", "Глеб")
ADDRESSES = ("a@x.ru", "b@x.ru", "c@x.ru", "")


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """An X server with openbox; DISPLAY points to it."""
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-dpi", "96",
         "-nolisten", "tcp", "-noreset"],
        pass_fds=[writing], stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as answer:
        display = f":{answer.readline().strip()}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DISPLAY", display)
        patch.delenv("WAYLAND_DISPLAY", raising=False)
        manager = subprocess.Popen(
            ["openbox", "--sm-disable"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        subprocess.run(["setxkbmap", "-layout", "us,ru"], check=True)
        _wait_for_manager()
        yield display
        for process in (manager, server):
            process.terminate()
            process.wait(10)


def _wait_for_manager() -> None:
    for _ in range(100):
        asked = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
        if b"window id" in subprocess.run(asked, capture_output=True, check=True).stdout:
            return
        time.sleep(0.05)
    raise AssertionError("openbox did not come up")


class Driver:
    """Uses a window as a person does: looks, waits, types, clicks."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.errors: list[BaseException] = []

    def until(self, true: Callable[[], object], what: str = "") -> None:
        """Let the window live until something holds; fails after ten seconds."""
        end = time.monotonic() + PATIENCE
        while not true():
            self.root.update()
            assert time.monotonic() < end, f"in vain waited for: {what or true}"
            time.sleep(0.002)
        self.root.update()

    def live(self, seconds: float = 0.05) -> None:
        """Let the window live a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.root.update()
            time.sleep(0.002)

    def xdotool(self, *words: object) -> None:
        """Real input of the X server; the window lives meanwhile."""
        process = subprocess.Popen(["xdotool", *map(str, words)])
        self.until(lambda: process.poll() is not None, f"xdotool {words}")
        assert process.returncode == 0
        self.live()

    def focus(self, widget: Any) -> None:
        """Give the keyboard to a widget."""
        widget.focus_force()
        self.until(lambda: str(widget.focus_get()) == str(widget), f"focus of {widget}")

    def keys(self, *keys: str) -> None:
        """Press keys by X's names: `ctrl+k`, `Return`."""
        self.xdotool("key", *keys)

    def type(self, text: str) -> None:
        """Type a text, also a Russian one."""
        self.xdotool("type", "--delay", "12", text)

    def click(
        self, widget: Any, button: int = 1, dx: int | None = None, dy: int | None = None
    ) -> None:
        """Click into a widget, in its middle unless told where."""
        self.root.update()
        x = widget.winfo_rootx() + (widget.winfo_width() // 2 if dx is None else dx)
        y = widget.winfo_rooty() + (widget.winfo_height() // 2 if dy is None else dy)
        self.xdotool("mousemove", x, y, "click", button)


_FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember of the whole run whether a test of the window has failed."""
    report = yield
    if report.failed:
        item.config.stash[_FAILED] = True
    return report


@pytest.fixture(autouse=True)
def _garbage_stays_on_this_thread(request: pytest.FixtureRequest) -> Iterator[None]:
    """As in the program: no other thread may take away what belongs to Tk."""
    gc.disable()
    gc.freeze()  # what was there before is not looked through again at each test's end
    yield
    gc.collect()
    # A failed test's frames hold on to its window, and are let go at any later moment.
    if not request.config.stash.get(_FAILED, False):
        gc.enable()


@pytest.fixture
def tk_root(screen: str) -> Iterator[Any]:
    """A bare themed root for a single widget; an exception in a callback fails the test."""
    import tkinter as tk

    root = tk.Tk()
    root.geometry("900x600+10+10")
    failed: list[BaseException] = []
    root.report_callback_exception = lambda _kind, error, _trace: failed.append(error)  # type: ignore[assignment]
    Theme(root, "light")
    root.update()
    yield root
    root.update_idletasks()
    root.destroy()
    assert not failed, failed


@pytest.fixture
def driver(tk_root: Any) -> Driver:
    """Somebody at the keys of `tk_root`."""
    return Driver(tk_root)


@pytest.fixture
def office(profile: Path) -> Iterator[Office]:
    """An empty office."""
    path = list(sys.path)
    found = bootstrap.office(profile)
    yield found
    found.close()
    sys.path[:] = path  # what lay in the profile's plugin folder is gone with it


@pytest.fixture
def app(screen: str, office: Office) -> Iterator[App]:
    """The whole window on the office, begun; what goes wrong in a callback fails the test."""
    app = App(office, lambda failed: bootstrap.background(office, failed))
    app.root.geometry("1180x720+20+20")
    app.begin()
    Driver(app.root).until(lambda: app.services.bridge.idle and office.knows_plugins, "the start")
    yield app
    if app.root.children:  # a test may have left by itself
        app.services.engine.stop(5)
        app.close()


@pytest.fixture
def person(app: App) -> Driver:
    """Somebody at the keys of the whole window."""
    return Driver(app.root)


@pytest.fixture
def told(office):
    """A mailing of which one arrived, one failed, one is unknown and one was left out: its id; its
    deliveries are 1 to 4."""
    now = office.clock.now()
    with office.database.write() as c:
        people = [contacts.insert(c, Contact(name=name)) for name in NAMES]
        mailing = Mailing(
            key="k", channel="email", title="Новости", subject="Тема", body="Привет, {КЛИЕНТ.ИМЯ}!",
            created_at=now, start_at=now,
        )  # fmt: skip
        number = mailings.insert(c, mailing)
        planned = [
            Planned(person_kind="contact", person_id=one, code=one, name=name, address=address,
                    data=values.dumps(values.Values({"CLIENT.NAME": name}, "")), reason=reason)
            for one, name, address, reason in zip(
                people, NAMES, ADDRESSES, ("", "", "", "no_address"), strict=True,
            )
        ]  # fmt: skip
        mailings.add(c, number, 9, planned, now)
        mailings.release(c, number, now)
        ledger.settle(c, [
            Settled(1, State.ACCEPTED, "email.main", now, now, answer="250 ok", provider_id="id-7"),
            Settled(2, State.FAILED, "email.main", now, now, "mailbox_full", "452 full"),
            Settled(3, State.UNKNOWN, "email.main", now, now, "lost_answer"),
        ])  # fmt: skip
        c.execute("UPDATE batch SET state = 'done'")
        ledger.finish(c, number, now)
    return number
