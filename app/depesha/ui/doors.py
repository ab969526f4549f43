"""The ways from one place of the window to another, so that views need not know one another."""

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from array import array

    from depesha.delivery.selection import Selection


class Doors(NamedTuple):
    """Each opens something: a tab or a dialog. Built in `rooms`, given to every view."""

    go: Callable[[str], None]
    """To a place of the navigation, by its key."""
    contact: Callable[[int], None]
    """To a contact's card; 0 for a new one."""
    employee: Callable[[int], None]
    document: Callable[[int], None]
    import_file: Callable[[str], None]
    """To the import of `contacts`, `employees` or `documents`."""
    export_contacts: "Callable[[array[int], array[int]], None]"
    """To the export of these contacts, or of those among them that are selected."""
    write: "Callable[[str, Selection], None]"
    """To the editor of a channel, for these people."""
    choose: "Callable[[tk.Misc, Selection], Selection | None]"
    """Let a person choose people, over the window named first, beginning with those chosen."""
    call: "Callable[[Selection], None]"
    chat: "Callable[[tuple[str, int]], None]"
    """To the chat with a person (kind and id); who has none is invited."""
    open_chat: Callable[[int], None]
    """To the chat of that number."""
    results: Callable[[int], None]
    """To a mailing's progress and results."""
    settings: Callable[[str], None]
    """To a page of the settings: `email`, `sms`, `plugins`; empty for the first."""
    restart: Callable[[], None]
    """Leave, and start again."""
    help: Callable[[str], None]
    """To a page of the manual; empty for the one about the place in front."""
