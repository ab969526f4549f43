"""What every view is given: the parts of the window and of the office it works on."""

import tkinter as tk
from types import SimpleNamespace
from typing import TYPE_CHECKING

from depesha.ui.bridge import Bridge
from depesha.ui.commands import Commands
from depesha.ui.dialogs import Dialogs
from depesha.ui.notices import Notices
from depesha.ui.remembered import Remembered
from depesha.ui.tabs import Tabs
from depesha.ui.theme import Theme

if TYPE_CHECKING:
    from depesha.delivery.background import Background
    from depesha.delivery.office import Office
    from depesha.ui.doors import Doors


class Services(SimpleNamespace):
    """One per window; passed down by constructors, never looked up."""

    root: tk.Tk
    office: "Office"
    engine: "Background"
    bridge: Bridge
    theme: Theme
    commands: Commands
    dialogs: Dialogs
    notices: Notices
    remembered: Remembered
    tabs: Tabs
    doors: "Doors"
