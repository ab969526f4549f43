"""The main window: its parts, put together."""

import tkinter as tk
from collections.abc import Callable, Sequence
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui import icons, keys
from depesha.ui.commands import Command, Commands
from depesha.ui.menus import MenuBar
from depesha.ui.navigation import Navigation, Place
from depesha.ui.notices import Notices
from depesha.ui.remembered import Remembered
from depesha.ui.status_bar import StatusBar
from depesha.ui.tabs import Tabs
from depesha.ui.theme import MODES, TEXT_SIZES, Theme

LEAST = (860, 540)
USUAL = "1180x720"


class Window:
    """The frame around everything. It knows no view; `rooms` says what there is."""

    def __init__(self, root: tk.Tk, theme: Theme, remembered: Remembered) -> None:
        self.root = root
        self.theme = theme
        self.remembered = remembered
        self.commands = Commands()
        root.title(_("Depesha"))
        self._logo = icons.logo(root)
        root.iconphoto(True, *self._logo)  # noqa: FBT003 - Tk's own word
        root.minsize(*LEAST)
        root.rowconfigure(0, weight=1)
        root.columnconfigure(1, weight=1)
        self._main = ttk.Frame(root)
        self._main.grid(row=0, column=1, sticky="nswe")
        self._main.rowconfigure(0, weight=1)
        self._main.columnconfigure(0, weight=1)
        self.tabs = Tabs(self._main, theme, self.commands)
        self.tabs.grid(row=0, column=0, sticky="nswe")
        self.notices = Notices(self._main, theme, self._details)
        self.notices.grid(row=1, column=0, sticky="we")
        self.navigation: Navigation | None = None
        self.status: StatusBar | None = None
        self.show_details: Callable[[str, str], None] = lambda _text, _details: None

    def furnish(
        self,
        places: Sequence[Place],
        commands: Sequence[Command],
        open_health: Callable[[], None],
    ) -> None:
        """Put in the places, the commands, the menu bar and the status bar."""
        self._places = {place.key: place for place in places}
        self.navigation = Navigation(self.root, self.theme, places, self.open)
        self.navigation.grid(row=0, column=0, sticky="ns")
        self.navigation.widen(wide=self.remembered.get("navigation", default=True))
        self.root.bind("<Configure>", self._resized, add=True)
        self.tabs.watch(self.navigation.show_front)
        self.status = StatusBar(self.root, self.theme, open_health)
        self.status.grid(row=1, column=0, columnspan=2, sticky="we")
        self.commands.set_own([*self._own(), *commands])
        MenuBar(self.root, self.theme, self.commands)
        keys.install(self.root, self._obey)

    def open(self, place: Place) -> None:
        """Go to a place."""
        self.tabs.open(place.key, place.title, place.icon, place.build)

    def add_place(self, place: Place, after: str) -> str:
        """A further place, below that of the key `after`; returns its own key."""
        self._places[place.key] = place
        if self.navigation is not None:
            self.navigation.add(place, after)
        command = Command(f"go.{place.key}", place.title, lambda: self.open(place), place.icon)
        self.commands.set_own([*self.commands.own, command])
        return place.key

    def go(self, key: str) -> None:
        """Go to the place of this key."""
        self.open(self._places[key])

    def recall_place(self) -> None:
        """Where and how large it was last time, if that is still on the screen."""
        geometry = self.remembered.get("window", "")
        size = geometry.partition("+")[0]
        if geometry and fits(
            geometry, self.root.winfo_screenwidth(), self.root.winfo_screenheight()
        ):
            self.root.geometry(geometry)
        else:
            self.root.geometry(size or USUAL)
        if self.remembered.get("zoomed", default=False):
            self._zoom()

    def keep_place(self) -> None:
        """Remember it for the next time."""
        zoomed = self._zoomed()
        self.remembered.set("zoomed", zoomed)
        if not zoomed:
            self.remembered.set("window", self.root.geometry())
        if self.navigation is not None:
            self.remembered.set("navigation", self.navigation.wanted)
        self.remembered.save()

    def _obey(self, shortcut: str) -> bool:
        command = self.commands.by_shortcut(shortcut)
        if command is None:
            return False
        command.run()
        return True

    def _own(self) -> list[Command]:
        tabs = self.tabs
        return [
            Command(
                "find", _("Find a command…"), self._palette, "command", "Ctrl+K", menu="view"
            ),
            Command(
                "view.navigation", _("Narrow or wide navigation"), self._fold, "panel-left",
                "Ctrl+Shift+B", menu="view",
            ),
            *self._looks(),
            Command("tab.next", _("Next tab"), lambda: tabs.step(1), shortcut="Ctrl+Tab"),
            Command("tab.previous", _("Previous tab"), lambda: tabs.step(-1),
                    shortcut="Ctrl+Shift+Tab"),
            Command("tab.close", _("Close the tab"), lambda: tabs.close(tabs.front), "x", "Ctrl+W",
                    menu="file", enabled=lambda: bool(tabs.front)),
            Command("larger", _("Larger letters"), lambda: self._resize(1), "zoom-in", "Ctrl++"),
            Command("smaller", _("Smaller letters"), lambda: self._resize(-1), "zoom-out",
                    "Ctrl+-"),
        ]  # fmt: skip

    def _looks(self) -> list[Command]:
        titles = {
            "system": _("Colours of the system"),
            "light": _("Light colours"),
            "dark": _("Dark colours"),
        }
        colours = [
            Command(f"view.look.{mode}", titles[mode], self._look(mode=mode)) for mode in MODES
        ]
        sizes = [
            Command(
                f"view.size.{size}", _("Letters {size} %").format(size=size), self._look(text=size)
            )
            for size in TEXT_SIZES
        ]
        return [
            Command("view.look", _("Colours"), lambda: None, menu="view", children=tuple(colours)),
            Command(
                "view.size", _("Size of letters"), lambda: None, menu="view", children=tuple(sizes)
            ),
        ]

    def _look(self, mode: str = "", text: int = 0) -> Callable[[], None]:
        def change() -> None:
            self.theme.use(mode or self.theme.mode, text or self.theme.text_size)
            self.remembered.set("mode", self.theme.mode)
            self.remembered.set("text_size", self.theme.text_size)

        return change

    def _resize(self, by: int) -> None:
        at = TEXT_SIZES.index(self.theme.text_size) + by
        if 0 <= at < len(TEXT_SIZES):
            self._look(text=TEXT_SIZES[at])()

    def _palette(self) -> None:
        from depesha.ui.command_palette import CommandPalette

        palette = CommandPalette(self.root, self.theme, self.commands.all())
        palette.open(palette.entry)

    def _fold(self) -> None:
        if self.navigation is not None:
            self.navigation.widen(wide=not self.navigation.wide, insist=True)

    def _resized(self, event: "tk.Event[tk.Misc]") -> None:
        if event.widget is self.root and self.navigation is not None:
            self.navigation.fit_into(event.width)

    def _details(self, text: str, details: str) -> None:
        self.show_details(text, details)

    def _zoomed(self) -> bool:
        if self.root.tk.call("tk", "windowingsystem") == "x11":
            return bool(self.root.attributes("-zoomed"))
        return self.root.state() == "zoomed"

    def _zoom(self) -> None:
        if self.root.tk.call("tk", "windowingsystem") == "x11":
            self.root.attributes("-zoomed", True)  # noqa: FBT003 - Tk's own word
        else:
            self.root.state("zoomed")


def fits(geometry: str, width: int, height: int) -> bool:
    """Whether a window of this geometry (`800x600+10+20`) would be seen on such a screen."""
    size, plus, place = geometry.partition("+")
    try:
        wide, high = map(int, size.split("x"))
        x, y = map(int, place.split("+"))
    except ValueError:
        return False
    return bool(plus) and 0 <= x < width - 100 and 0 <= y < height - 100 and (
        wide <= width and high <= height
    )  # fmt: skip
