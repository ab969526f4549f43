"""The styles of every ttk widget, on top of `clam`: flat, light or dark, sized by the letters.

Plugins use plain ttk widgets and look right. Styles of our own: `Accent.TButton`, `Toolbutton`,
`Danger.TButton`, `Quiet.TLabel`, `Good.TLabel`, `Bad.TLabel`, `Warning.TLabel`, `Title.TLabel`,
`Strong.TLabel`, `Panel.TFrame`, `Panel.TLabel`, `PanelQuiet.TLabel`, `Nav.TFrame`,
`Bare.TMenubutton`.
"""

import tkinter as tk
from tkinter import font as tkfont
from tkinter import ttk
from typing import TYPE_CHECKING, Any

from depesha.ui.colours import Colours

if TYPE_CHECKING:
    from depesha.ui.theme import Theme


def apply(theme: "Theme") -> None:
    """Make the theme's colours and sizes those of all widgets, present and future."""
    style, name = ttk.Style(theme.root), f"depesha-{'dark' if theme.dark else 'light'}"
    if name not in style.theme_names():
        style.theme_create(name, parent="clam")
    style.theme_use(name)
    colours = theme.colours
    _basics(style, colours, theme)
    _buttons(style, colours, theme)
    _bare(style)
    _fields(style, colours, theme)
    _tables(style, colours, theme)
    _bars(style, colours, theme)
    _labels(style, colours)
    _boxes(style, name, theme)
    _classic(theme.root, colours, theme)
    _repaint(theme.root, colours)


def _flat(colour: str) -> dict[str, str]:
    return {
        "background": colour, "bordercolor": colour, "lightcolor": colour, "darkcolor": colour,
    }  # fmt: skip


def _basics(style: ttk.Style, c: Colours, theme: "Theme") -> None:
    style.configure(
        ".", background=c.ground, foreground=c.text, fieldbackground=c.panel, bordercolor=c.line,
        lightcolor=c.ground, darkcolor=c.ground, troughcolor=c.ground, focuscolor=c.accent,
        selectbackground=c.selected, selectforeground=c.selected_text, insertcolor=c.text,
        arrowcolor=c.quiet, arrowsize=theme.px(12), font="TkDefaultFont",
    )  # fmt: skip
    style.map(".", foreground=[("disabled", c.disabled)])


def _buttons(style: ttk.Style, c: Colours, theme: "Theme") -> None:
    def button(
        name: str, face: str, text: str, hover: str, edge: str, pad: tuple[int, int]
    ) -> None:
        style.configure(
            name, padding=(theme.px(pad[0]), theme.px(pad[1])), anchor="center",
            relief="flat" if edge == face else "raised",
            foreground=text, background=face, bordercolor=edge, lightcolor=face, darkcolor=face,
        )  # fmt: skip
        states = [("disabled", c.ground), ("pressed", c.pressed), ("active", hover)]
        if name in {"Accent.TButton", "Danger.TButton"}:
            states[1] = ("pressed", hover)
        style.map(
            name,
            background=states, lightcolor=states, darkcolor=states,
            bordercolor=[("disabled", c.line), ("focus", c.accent)],
            foreground=[("disabled", c.disabled)],
        )  # fmt: skip

    button("TButton", c.panel, c.text, c.hover, c.line, (12, 5))
    button("Accent.TButton", c.accent, c.accent_text, c.accent_hover, c.accent, (14, 5))
    button("Danger.TButton", c.panel, c.bad, c.hover, c.line, (12, 5))
    button("Toolbutton", c.ground, c.text, c.hover, c.ground, (7, 4))
    button("Panel.Toolbutton", c.panel, c.text, c.hover, c.panel, (7, 4))
    arrow = theme.px(4)
    style.configure("TMenubutton", arrowsize=arrow, arrowpadding=theme.px(4))
    button("TMenubutton", c.panel, c.text, c.hover, c.line, (12, 5))
    style.configure("Toolbutton.TMenubutton", arrowsize=arrow)
    button("Toolbutton.TMenubutton", c.ground, c.text, c.hover, c.ground, (7, 4))
    button("Bare.TMenubutton", c.ground, c.text, c.hover, c.ground, (7, 4))
    # Toolbuttons show where the keyboard is, and which of several is chosen.
    chosen = [("disabled", c.ground), ("selected", c.selected), ("pressed", c.pressed),
              ("active", c.hover)]  # fmt: skip
    style.map(
        "Toolbutton", bordercolor=[("focus", c.accent)], background=chosen, lightcolor=chosen,
        darkcolor=chosen, foreground=[("disabled", c.disabled), ("selected", c.selected_text)],
    )  # fmt: skip


def _bare(style: ttk.Style) -> None:
    """A button that drops a menu, as its icon says already: no arrow beside it."""
    inside: Any = ("Menubutton.label", {"sticky": "nswe"})
    for part in ("padding", "focus", "border"):
        inside = (f"Menubutton.{part}", {"sticky": "nswe", "children": [inside]})
    style.layout("Bare.TMenubutton", [inside])


def _fields(style: ttk.Style, c: Colours, theme: "Theme") -> None:
    for name in ("TEntry", "TCombobox", "TSpinbox"):
        style.configure(
            name, padding=(theme.px(6), theme.px(4)), fieldbackground=c.panel, foreground=c.text,
            **(_flat(c.panel) | {"bordercolor": c.line}),
        )  # fmt: skip
        style.map(
            name,
            bordercolor=[("invalid", c.bad), ("focus", c.accent), ("active", c.quiet)],
            lightcolor=[("invalid", c.bad), ("focus", c.accent)],
            fieldbackground=[("disabled", c.ground), ("readonly", c.panel)],
            foreground=[("disabled", c.disabled)],
            background=[("active", c.hover), ("readonly", c.panel)],
            selectbackground=[("readonly", "!focus", c.panel)],
            selectforeground=[("readonly", "!focus", c.text)],
        )  # fmt: skip
    style.configure("TLabelframe", bordercolor=c.line, padding=theme.px(8))
    style.configure("TLabelframe.Label", foreground=c.quiet)


def _tables(style: ttk.Style, c: Colours, theme: "Theme") -> None:
    height = tkfont.nametofont("TkDefaultFont", theme.root).metrics("linespace") + theme.px(8)
    for name in ("Treeview", "Nav.Treeview"):
        ground = c.ground if name == "Nav.Treeview" else c.panel
        style.configure(
            name, background=ground, fieldbackground=ground, foreground=c.text, rowheight=height,
            bordercolor=c.line if name == "Treeview" else c.ground, lightcolor=ground,
            borderwidth=1, indent=theme.px(16),
        )  # fmt: skip
        style.map(
            name,
            background=[("selected", c.selected)],
            foreground=[("selected", c.selected_text)],
            bordercolor=[("focus", c.accent)] if name == "Treeview" else [],
        )
    style.configure("Cell", padding=(theme.px(8), 0))
    style.configure(
        "Treeview.Heading", padding=(theme.px(8), theme.px(5)), relief="flat",
        font="TkDefaultFont", foreground=c.quiet, **_flat(c.heading),
    )  # fmt: skip
    style.map("Treeview.Heading", background=[("active", c.hover)])
    style.configure("TNotebook", bordercolor=c.line, lightcolor=c.ground, darkcolor=c.ground)
    style.configure(
        "TNotebook.Tab", padding=(theme.px(14), theme.px(6)), foreground=c.quiet,
        **(_flat(c.ground) | {"bordercolor": c.line}),
    )  # fmt: skip
    style.map(
        "TNotebook.Tab",
        background=[("selected", c.panel), ("active", c.hover)],
        lightcolor=[("selected", c.panel)],
        foreground=[("selected", c.text)],
        expand=[("selected", (0, 0, 0, 0))],
    )


def _bars(style: ttk.Style, c: Colours, theme: "Theme") -> None:
    for way in ("Vertical", "Horizontal"):
        thumb: Any = (f"{way}.Scrollbar.thumb", {"expand": "1", "sticky": "nswe"})
        trough: Any = (f"{way}.Scrollbar.trough", {"sticky": "nswe", "children": [thumb]})
        style.layout(f"{way}.TScrollbar", [trough])
        style.configure(
            f"{way}.TScrollbar", troughcolor=c.ground, gripcount=0, arrowsize=theme.px(11),
            **_flat(c.pressed),
        )  # fmt: skip
        edges = [("disabled", c.ground), ("active", c.disabled)]
        style.map(
            f"{way}.TScrollbar",
            background=[("disabled", c.ground), ("pressed", c.quiet), ("active", c.disabled)],
            lightcolor=edges, darkcolor=edges, bordercolor=edges,
        )  # fmt: skip
    style.configure("TProgressbar", thickness=theme.px(8), troughcolor=c.pressed, **_flat(c.accent))
    style.configure("TSeparator", **_flat(c.line))
    style.configure("TPanedwindow", background=c.ground)
    style.configure("Sash", sashthickness=theme.px(6), gripcount=0, lightcolor=c.ground)


def _labels(style: ttk.Style, c: Colours) -> None:
    style.configure("Panel.TFrame", background=c.panel)
    style.configure("Nav.TFrame", background=c.ground)
    style.configure("Line.TFrame", background=c.line)
    for ground, prefix in ((c.ground, ""), (c.panel, "Panel")):
        shades = (("Quiet", c.quiet), ("Good", c.good), ("Bad", c.bad), ("Warning", c.warning))
        for name, colour in shades:
            style.configure(f"{prefix}{name}.TLabel", foreground=colour, background=ground)
        style.configure(f"{prefix}Title.TLabel", font="Title", background=ground)
        style.configure(f"{prefix}Strong.TLabel", font="Strong", background=ground)
    style.configure("Panel.TLabel", background=c.panel)
    style.configure("Link.TLabel", foreground=c.accent, background=c.ground)
    style.configure("PanelLink.TLabel", foreground=c.accent, background=c.panel)


def _boxes(style: ttk.Style, name: str, theme: "Theme") -> None:
    c, size = theme.colours, 16
    for kind, widget in (("check", "Checkbutton"), ("radio", "Radiobutton")):
        element = f"{name}.{theme.scale}.{widget}.box"
        if element not in style.element_names():
            picture = {
                (state, able): theme.icons.box(
                    f"{kind}-{state}", theme.px(size), *_box_colours(c, state, able=able)
                )
                for state in ("on", "off")
                for able in (True, False)
            }
            style.element_create(
                element, "image", picture["off", True],
                ("disabled", "selected", picture["on", False]),
                ("disabled", picture["off", False]),
                ("selected", picture["on", True]),
                width=theme.px(size + 6), sticky="w",
            )  # fmt: skip
            # The element holds no reference, and Python would throw the pictures away.
            theme.kept.append(picture)
        focus: Any = (f"{widget}.label", {"sticky": "nswe"})
        label = (f"{widget}.focus", {"side": "left", "sticky": "w", "children": [focus]})
        inside = [(element, {"side": "left", "sticky": ""}), label]
        layout: Any = [(f"{widget}.padding", {"sticky": "nswe", "children": inside})]
        for prefix, ground in (("", c.ground), ("Panel.", c.panel)):
            style.layout(f"{prefix}T{widget}", layout)
            style.configure(f"{prefix}T{widget}", padding=theme.px(3), background=ground)
            style.map(f"{prefix}T{widget}", background=[("active", ground)])


def _box_colours(c: Colours, state: str, *, able: bool) -> tuple[str, str]:
    if state == "on":
        return (c.accent if able else c.disabled, c.accent_text)
    return (c.quiet if able else c.disabled, c.panel)


def _classic(root: tk.Tk, c: Colours, theme: "Theme") -> None:
    """Widgets that ttk does not have, made from now on."""
    for widget in ("Text", "Listbox", "Canvas"):
        for option, value in (
            ("background", c.panel), ("foreground", c.text), ("highlightBackground", c.line),
            ("highlightColor", c.accent), ("highlightThickness", 1), ("borderWidth", 0),
            ("selectBackground", c.selected), ("selectForeground", c.selected_text),
        ):  # fmt: skip
            root.option_add(f"*{widget}.{option}", value, 60)
    for pattern, value in (
        ("*Text.insertBackground", c.text), ("*Text.padX", theme.px(8)),
        ("*Text.padY", theme.px(6)), ("*Text.font", "TkTextFont"),
        ("*Toplevel.background", c.ground), ("*Menu.background", c.panel),
        ("*Menu.foreground", c.text), ("*Menu.activeBackground", c.selected),
        ("*Menu.activeForeground", c.selected_text), ("*Menu.disabledForeground", c.disabled),
        ("*Menu.relief", "flat"), ("*Menu.borderWidth", 1), ("*Menu.tearOff", 0),
        ("*TCombobox*Listbox.font", "TkDefaultFont"),
    ):  # fmt: skip
        root.option_add(pattern, value, 60)


def _repaint(widget: tk.Misc, c: Colours) -> None:
    """Classic widgets that are there already."""
    if isinstance(widget, tk.Text | tk.Listbox):
        widget.configure(
            background=c.panel, foreground=c.text, highlightbackground=c.line,
            highlightcolor=c.accent, selectbackground=c.selected, selectforeground=c.selected_text,
        )  # fmt: skip
    if isinstance(widget, tk.Text):
        widget.configure(insertbackground=c.text)
    elif isinstance(widget, tk.Menu):
        widget.configure(
            background=c.panel, foreground=c.text, activebackground=c.selected,
            activeforeground=c.selected_text, disabledforeground=c.disabled,
        )  # fmt: skip
    elif isinstance(widget, tk.Toplevel | tk.Tk):
        widget.configure(background=c.ground)
    for child in widget.winfo_children():
        _repaint(child, c)
