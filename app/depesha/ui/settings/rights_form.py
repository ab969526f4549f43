"""The fields of rights: the person, what roles may do, and who has which role."""

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from tkinter import ttk

from depesha.api import Secret
from depesha.api.i18n import _
from depesha.domain.people import Employee
from depesha.domain.rights import (
    ROLES,
    TITLES,
    Right,
    Role,
    parse_roles,
    spell_rights,
    spell_roles,
)
from depesha.settings.access import SECTION, Access
from depesha.ui.flow import Flow
from depesha.ui.theme import Theme
from depesha.ui.wrapped import NARROW, Wrapped


class RightsForm(ttk.Frame):
    """`changes` are settings of the section `rights`, as a Form has them."""

    secrets: Mapping[str, Secret] = {}

    def __init__(
        self,
        parent: tk.Misc,
        theme: Theme,
        access: Access,
        staff: Sequence[Employee],
        changed: Callable[[], object],
        *,
        open_: bool,
    ) -> None:
        """`open_` where what roles may do can be changed too."""
        super().__init__(parent)
        self._theme = theme
        self._access = access
        self._changed = changed
        self._state = "!disabled" if open_ else "disabled"
        self._codes = {_("Nobody in particular: all rights"): 0}
        self._codes |= {f"{one.name} ({one.code})": one.code for one in staff}
        self._roles: dict[str, str] = {"": _("All rights")}
        self._roles |= {role: _(title) for role, title in ROLES.items()}
        self.who = self._who()
        self.ticks: dict[tuple[Role, Right], tk.BooleanVar] = {}
        self._matrix()
        self.boxes: dict[int, ttk.Combobox] = {}
        self._staff(staff)
        self._begun = self._texts()

    @property
    def changes(self) -> dict[str, str]:
        """Key → text of what differs from what was shown."""
        return {key: text for key, text in self._texts().items() if text != self._begun[key]}

    @property
    def dirty(self) -> bool:
        """Whether there is something to save."""
        return bool(self.changes)

    def valid(self) -> bool:
        """Nothing wrong can be chosen here."""
        return True

    def _texts(self) -> dict[str, str]:
        roles = {
            code: Role(role)
            for code, box in self.boxes.items()
            if (role := list(self._roles)[box.current()])
        }
        known = set(self._codes.values())
        # Roles of people who were deleted are nobody's business any more; but not unasked.
        kept = {c: role for c, role in parse_roles(self._access.roles).items() if c not in known}
        texts = {
            "who": str(self._codes.get(self.who.get(), self._access.who)),
            "roles": spell_roles(kept | roles),
        }
        for role in Role:
            texts[role] = spell_rights(right for right in Right if self.ticks[role, right].get())
        return {f"{SECTION}.{name}": text for name, text in texts.items()}

    def _who(self) -> ttk.Combobox:
        px = self._theme.px
        row = Flow(self, px(12))
        row.pack(fill="x", pady=(px(4), 0))
        row.add(ttk.Label(row, text=_("Who works here")))
        box = ttk.Combobox(row, values=list(self._codes), state="readonly", width=36)
        by_code = {code: title for title, code in self._codes.items()}
        # An employee who was deleted: said as the code it is, until somebody is chosen.
        box.set(by_code.get(self._access.who, str(self._access.who)))
        row.add(box)
        box.bind("<<ComboboxSelected>>", lambda _event: self._changed())
        return box

    def _matrix(self) -> None:
        px = self._theme.px
        self._head(_("What each role may do"))
        grid = ttk.Frame(self)
        grid.pack(fill="x")
        heads = [ttk.Label(grid, text=_(title), style="Quiet.TLabel") for title in ROLES.values()]
        for column, head in enumerate(heads, 1):
            head.grid(row=0, column=column, padx=px(14), pady=(0, px(4)))
        names = [ttk.Label(grid, text=_(title), justify="left") for title in TITLES.values()]

        def wrap(event: "tk.Event[tk.Misc]") -> None:
            ticks = sum(head.winfo_reqwidth() + 2 * px(14) for head in heads)
            for name in names:
                name.configure(wraplength=max(NARROW, event.width - ticks))

        grid.bind("<Configure>", wrap)
        for row, (right, name) in enumerate(zip(TITLES, names, strict=True), 1):
            name.grid(row=row, column=0, sticky="w", pady=px(2))
            for column, role in enumerate(ROLES, 1):
                held = right in self._access.of_role(role)
                value = self.ticks[role, right] = tk.BooleanVar(self, held)
                tick = ttk.Checkbutton(grid, variable=value, command=self._changed)
                tick.state([self._state])
                tick.grid(row=row, column=column)

    def _staff(self, staff: Sequence[Employee]) -> None:
        px = self._theme.px
        self._head(_("Roles of employees"))
        if not staff:
            said = _("There are no employees yet. Add them under Employees, then give them roles.")
            Wrapped(self, said, "Quiet.TLabel").pack(fill="x")
            return
        grid = ttk.Frame(self)
        grid.pack(fill="x")
        roles = parse_roles(self._access.roles)
        for row, one in enumerate(staff):
            ttk.Label(grid, text=one.name).grid(
                row=row, column=0, sticky="w", padx=(0, px(20)), pady=px(3)
            )
            box = self.boxes[one.code] = ttk.Combobox(
                grid, values=list(self._roles.values()), state="readonly", width=18
            )
            box.current(list(self._roles).index(roles.get(one.code, "")))
            box.state([self._state])
            box.bind("<<ComboboxSelected>>", lambda _event: self._changed())
            box.grid(row=row, column=1, sticky="w")

    def _head(self, text: str) -> None:
        px = self._theme.px
        ttk.Label(self, text=text, style="Strong.TLabel").pack(anchor="w", pady=(px(18), px(6)))
