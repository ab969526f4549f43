"""Starts the window, keeps it, ends it: the picture first, everything else after it."""

import tkinter as tk
from collections.abc import Callable
from functools import partial
from importlib import import_module
from tkinter import ttk
from typing import TYPE_CHECKING

from depesha.api.i18n import _, current_language
from depesha.domain.errors import DepeshaError
from depesha.ui import rooms, theme
from depesha.ui.bridge import Bridge
from depesha.ui.collector import Collector
from depesha.ui.dialogs import TkDialogs
from depesha.ui.doors import Doors
from depesha.ui.passages import Passages
from depesha.ui.remembered import Remembered
from depesha.ui.services import Services
from depesha.ui.theme import Theme
from depesha.ui.window import Window

if TYPE_CHECKING:
    from depesha.delivery.background import Background
    from depesha.delivery.office import Office
    from depesha.ui.attending import Attending

REST = 150
"""Milliseconds after the start in which the first picture is drawn, and nothing else is done."""
PATIENCE = 20.0
"""Seconds that messages in flight get when the window closes."""


class NoScreenError(DepeshaError):
    """There is nowhere to show a window."""


class App:
    """One window on one office."""

    def __init__(
        self,
        office: "Office",
        make_background: "Callable[[Callable[[Exception], None]], Background]",
        after_start: Callable[[], object] = lambda: None,
    ) -> None:
        """`after_start` is called once the first picture is up: the log, say, can wait for it."""
        self._after_start = after_start
        self.root = _root()
        self.again = self.left = self._greet = False
        self.root.withdraw()
        self._collector = Collector(self.root)
        self._attending: Attending | None = None
        _speak(self.root)
        remembered = Remembered(office.profile.root / "window.json")
        look = Theme(self.root, remembered.get("mode", "system"), remembered.get("text_size", 100))
        self.window = Window(self.root, look, remembered)
        notices = self.window.notices
        bridge = Bridge(self.root, self._failed, lambda: _let_go(office))
        dialogs = TkDialogs(self.root, look, remembered)
        self.window.show_details = lambda text, more: dialogs.tell(_("Details"), text, more)
        bridge.listen("engine.failed", self.root, notices.error)
        self.services = Services(
            root=self.root, office=office, bridge=bridge, theme=look,
            engine=make_background(lambda error: bridge.post("engine.failed", error)),
            commands=self.window.commands, dialogs=dialogs, notices=notices,
            remembered=remembered, tabs=self.window.tabs, doors=self._doors(),
        )  # fmt: skip
        self.root.report_callback_exception = self._callback_failed
        self.window.furnish(
            rooms.places(self.services),
            rooms.commands(self.services, self.leave),
            self._open_health,
        )
        self.root.protocol("WM_DELETE_WINDOW", self.leave)
        self.window.recall_place()

    def run(self) -> None:
        """Show the window until it is left."""
        self.begin(greet=True)
        self.root.mainloop()

    def begin(self, *, greet: bool = False) -> None:
        """The first picture, then everything that can wait for it; the first steps last, where
        `greet` wants them and nobody has taken them yet."""
        self._greet = greet
        self.window.go("contacts")
        self.root.deiconify()
        self.root.update_idletasks()
        self.root.after(REST, self._rest)

    def leave(self) -> None:
        """Close every tab, let what is in flight be answered, and go."""
        if not self.services.tabs.close_all():
            return
        self.window.keep_place()
        self.root.withdraw()
        self.services.engine.stop(PATIENCE)
        self.close()

    def restart(self) -> None:
        """Leave; whoever started the window starts it again."""
        self.again = True
        self.leave()
        # A view that held on keeps the window, and the wish is gone.
        self.again = self.left

    def close(self) -> None:
        """End the threads of errands and the window."""
        self.left = True
        if self._attending is not None:
            self._attending.end()
        self.services.bridge.close()
        self._collector.close()
        self.root.destroy()

    def _rest(self) -> None:
        """After the first picture: plugins, the engine. What is imported for them, by errands: the
        window is there, and somebody may be typing."""
        self._after_start()
        run, office = self.services.bridge.run, self.services.office
        run(partial(import_module, "depesha.ui.attending"), self._attend, owner=self.root)
        run(partial(_load_plugins, office), self._loaded)
        self.services.engine.start()

    def _attend(self, _module: object) -> None:
        self._attending = rooms.attend(self.services, self.window)
        self._attending.begin()

    def _open_health(self) -> None:
        if self._attending is not None:
            self._attending.open_health()

    def _loaded(self, _nothing: None) -> None:
        self._collector.settle()
        self.services.tabs.refresh_commands()
        rooms.reopen(self.services)
        rooms.own_journals(self.services, self.window)
        if self._greet:
            rooms.greet(self.services)

    def _doors(self) -> Doors:
        return Passages(lambda: self.services, self.window, self.restart).doors()

    def _failed(self, error: Exception) -> None:
        """What nobody else takes of errands; what is the database's fault, in words."""
        from depesha.store.database import faults_in_words

        try:
            with faults_in_words(self.services.office.profile.database):
                raise error  # noqa: TRY301 - to hear what it is called
        except Exception as said:  # noqa: BLE001 - whatever it is, it is shown
            self.services.notices.error(said)

    def _callback_failed(self, _kind: object, error: BaseException, _trace: object) -> None:
        self.services.notices.error(error)


def _load_plugins(office: "Office") -> None:
    office.host.load()


def _let_go(office: "Office") -> None:
    office.database.close_reader()


def _root() -> tk.Tk:
    theme.prepare_process()
    try:
        return tk.Tk(className="Depesha")
    except tk.TclError as error:
        raise NoScreenError(
            _("There is no screen to open a window on. The command line needs none: depesha --help")
        ) from error


def _speak(root: tk.Tk) -> None:
    """Tk's own dialogs, in the language in force."""
    root.tk.call("package", "require", "msgcat")
    root.tk.eval(f"::msgcat::mclocale {current_language()}; ::msgcat::mcload $tk_library/msgs")


def refuse(error: DepeshaError) -> int:
    """Say in a small window why there is no other: the office cannot be opened."""
    root = _root()
    root.title(_("Depesha"))
    look = Theme(root)
    frame = ttk.Frame(root, padding=look.px(20))
    frame.pack(fill="both", expand=True)
    ttk.Label(frame, text=str(error), wraplength=look.px(460), justify="left").pack()
    ttk.Button(frame, text=_("Close"), command=root.destroy).pack(pady=(look.px(16), 0))
    root.bind("<Escape>", lambda _event: root.destroy())
    root.mainloop()
    return error.exit_code
