"""What a person can do here, said once: menus, toolbars, shortcuts and palette are built of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from depesha.api.i18n import N_

MENUS = {
    "file": N_("File"),
    "edit": N_("Edit"),
    "view": N_("View"),
    "contact": N_("Contact people"),
    "help": N_("Help"),
}
"""The menu bar, in order; each command names the menu it stands in, or none."""


def _always() -> bool:
    return True


class Command(NamedTuple):
    """One thing to do. The title is translated already."""

    id: str
    title: str
    run: Callable[[], object]
    icon: str = ""
    """A name of `symbols/names.txt`."""
    shortcut: str = ""
    """As people read it: `Ctrl+S`, `Ctrl+Shift+C`, `F5`, `Delete`."""
    menu: str = ""
    enabled: Callable[[], bool] = _always
    children: tuple["Command", ...] = ()
    """A command with children is a button that drops a menu of them; its own `run` is not used."""
    accent: bool = False
    """The one thing that most people come to this place for."""


class Commands:
    """All commands of the window: its own, and those of the view in front."""

    def __init__(self) -> None:
        self._own: tuple[Command, ...] = ()
        self._front: tuple[Command, ...] = ()
        self._watchers: list[Callable[[], None]] = []

    @property
    def own(self) -> tuple[Command, ...]:
        """What can be done wherever one is."""
        return self._own

    def set_own(self, commands: Sequence[Command]) -> None:
        """What can be done wherever one is."""
        self._own = tuple(commands)
        self._changed()

    def set_front(self, commands: Sequence[Command]) -> None:
        """What can be done in the view that came to the front."""
        self._front = tuple(commands)
        self._changed()

    def watch(self, changed: Callable[[], None]) -> None:
        """Call `changed` now and whenever there are other commands."""
        self._watchers.append(changed)
        changed()

    def all(self) -> Iterator[Command]:
        """Every command that can be run, the front's first."""
        yield from flat((*self._front, *self._own))

    def in_menu(self, menu: str) -> list[Command]:
        """The top commands of a menu, the window's own first."""
        return [command for command in (*self._own, *self._front) if command.menu == menu]

    def by_shortcut(self, shortcut: str) -> Command | None:
        """The enabled command of these keys, as `keys.spell` spells them."""
        wanted = shortcut.lower()
        return next(
            (one for one in self.all() if one.shortcut.lower() == wanted and one.enabled()), None
        )

    def _changed(self) -> None:
        for watcher in self._watchers:
            watcher()


def flat(commands: Iterable[Command]) -> Iterator[Command]:
    """The commands that do something, those of drop-down buttons included."""
    for command in commands:
        if command.children:
            yield from flat(command.children)
        else:
            yield command
