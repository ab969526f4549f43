"""Where one writes in a chat: the text with its tags, pictures and files, and Send"""

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tkinter import ttk

from depesha.api.i18n import _
from depesha.ui.editor.shortcuts import bind_shortcuts
from depesha.ui.services import Services
from depesha.ui.tooltip import Tooltip

MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being written."""

    text: str = ""
    files: tuple[Path, ...] = ()


class Entry(ttk.Frame):
    """Enter and Ctrl+Enter send, Shift+Enter begins a new line."""

    def __init__(
        self,
        parent: tk.Misc,
        services: Services,
        send: Callable[[Draft], object],
        template: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        px = services.theme.px
        self._services = services
        self._send = send
        self._files: list[Path] = []
        self._chips = ttk.Frame(self)
        self._box = ttk.Frame(self, style="Line.TFrame", padding=1)
        self._box.pack(fill="x", pady=(px(6), px(4)))
        self.text = tk.Text(
            self._box, height=3, width=1, wrap="word", undo=True, relief="flat", borderwidth=0,
            highlightthickness=0, padx=px(8), pady=px(6),
        )  # fmt: skip
        self.text.pack(fill="both", expand=True)
        self._tools = ttk.Frame(self)
        self._tools.pack(fill="x")
        self.button = ttk.Button(
            self._tools, text=_("Send"), style="Accent.TButton", compound="left",
            command=self.hand_over,
        )  # fmt: skip
        self.button.pack(side="right")
        Tooltip(self.button, _("Send (Enter); Shift+Enter begins a new line"), services.theme)
        self._buttons: list[tuple[ttk.Button, str]] = []
        self._add_tools(template)
        for key in ("<Return>", "<KP_Enter>", "<Control-Return>", "<Control-KP_Enter>"):
            self.text.bind(key, self._enter)
        for key in ("<Shift-Return>", "<Shift-KP_Enter>"):
            self.text.bind(key, self._line)
        self.text.bind("<<Paste>>", self._paste)
        self._accept_drops()
        services.theme.watch(self, self._paint)

    @property
    def draft(self) -> Draft:
        """What is being written."""
        return Draft(self.text.get("1.0", "end-1c"), tuple(self._files))

    def show(self, draft: Draft) -> None:
        """Go on with a text."""
        self.text.delete("1.0", "end")
        self.text.insert("1.0", draft.text)
        self.text.edit_reset()
        self._files = list(draft.files)
        self._show_files()

    def insert(self, text: str) -> None:
        """Put a text where one writes."""
        self.text.insert("insert", text)
        self.text.focus_set()

    def enable(self, *, able: bool) -> None:
        """Whether anything can be sent here."""
        state = ["!disabled" if able else "disabled"]
        for button in (self.button, *(button for button, _icon in self._buttons)):
            button.state(state)
        self.text.configure(state="normal" if able else "disabled")

    def hand_over(self) -> None:
        """Hand over what is written, if it is anything."""
        draft = self.draft
        if self.button.instate(["!disabled"]) and (draft.text.strip() or draft.files):
            self._send(draft)

    def attach(self, paths: Sequence[Path]) -> None:
        """Take files along."""
        self._files = list(dict.fromkeys([*self._files, *paths]))[:MOST_FILES]
        self._show_files()

    # --- Tools ------------------------------------------------------------------------------------

    def _add_tools(self, template: Callable[[], object]) -> None:
        tools = (
            ("bold", _("Bold"), "Ctrl+B", lambda: self._wrap("b")),
            ("italic", _("Italic"), "Ctrl+I", lambda: self._wrap("i")),
            ("underline", _("Underlined"), "Ctrl+U", lambda: self._wrap("u")),
            ("strikethrough", _("Struck through"), "Ctrl+Shift+X", lambda: self._wrap("s")),
            ("link", _("Link…"), "Ctrl+L", self._wrap_link),
            ("paperclip", _("Pictures and files…"), "Ctrl+O", self._choose_files),
            ("layout-template", _("From a template…"), "Ctrl+T", template),
        )
        for icon, title, shortcut, run in tools:
            button = ttk.Button(self._tools, style="Toolbutton", command=run)
            button.pack(side="left")
            Tooltip(button, f"{title} ({shortcut})", self._services.theme)
            self._buttons.append((button, icon))
        bind_shortcuts(self.text, {shortcut: run for _icon, _title, shortcut, run in tools})

    def _wrap(self, tag: str) -> None:
        self._around(f"<{tag}>", f"</{tag}>")

    def _wrap_link(self) -> None:
        address = self._services.dialogs.text(_("Link"), _("Address of the page:"), "https://")
        if address and address.strip() not in {"", "https://"}:
            quoted = address.strip().replace('"', "%22")
            self._around(f'<a href="{quoted}">', "</a>")

    def _around(self, before: str, after: str) -> None:
        text = self.text
        if str(text["state"]) == "disabled":
            return
        if text.tag_ranges("sel"):
            start, end = text.index("sel.first"), text.index("sel.last")
            text.insert(end, after)
            text.insert(start, before)
        else:
            text.insert("insert", before + after)
            text.mark_set("insert", f"insert-{len(after)}c")
        text.focus_set()

    def _choose_files(self) -> None:
        self.attach(self._services.dialogs.open_files(_("Pictures and files")))

    def _accept_drops(self) -> None:
        from depesha.ui.editor.dropping import accept_files

        accept_files(self.text, lambda names: self.attach([Path(name) for name in names]))

    def _paste(self, _event: object) -> str | None:
        from depesha.ui.editor import clipboard

        kind = clipboard.offered(self.text)
        try:
            words = bool(self.text.clipboard_get())
        except tk.TclError:
            words = False
        if not kind or words:
            return None
        self._services.bridge.run(clipboard.reader(self.text, kind), self._pasted, owner=self)
        return "break"

    def _pasted(self, data: bytes) -> None:
        if not data:
            return
        import secrets

        folder = pasted_folder(self._services)
        folder.mkdir(exist_ok=True)
        path = folder / f"{_('picture')}-{secrets.token_hex(3)}.png"
        path.write_bytes(data)
        self.attach([path])

    # --- Files ------------------------------------------------------------------------------------

    def _show_files(self) -> None:
        for chip in self._chips.winfo_children():
            chip.destroy()
        theme = self._services.theme
        for path in self._files:
            chip = ttk.Button(
                self._chips, text=f" {path.name}", style="Toolbutton", compound="left",
                image=theme.icon("x"), command=lambda path=path: self._drop(path),  # type: ignore[misc]
            )  # fmt: skip
            chip.pack(side="left", padx=(0, theme.px(4)))
            Tooltip(chip, _("Leave out"), theme)
        if self._files:
            self._chips.pack(fill="x", before=self._box)
        else:
            self._chips.pack_forget()

    def _drop(self, path: Path) -> None:
        self._files.remove(path)
        self._show_files()

    def _enter(self, _event: object) -> str:
        self.hand_over()
        return "break"

    def _line(self, _event: object) -> str:
        self.text.insert("insert", "\n")
        self.text.see("insert")
        return "break"

    def _paint(self) -> None:
        theme = self._services.theme
        colours = theme.colours
        self.text.configure(
            background=colours.panel, foreground=colours.text, insertbackground=colours.text,
            font="TkTextFont", selectbackground=colours.selected,
            selectforeground=colours.selected_text,
        )  # fmt: skip
        for button, icon in self._buttons:
            pale = theme.icon(icon, colour=colours.disabled)
            button.configure({"image": (theme.icon(icon), "disabled", pale)})
        self.button.configure(image=theme.icon("send-horizontal", colour=colours.accent_text))


def pasted_folder(services: Services) -> Path:
    """Where pictures from the clipboard lie until they are sent."""
    return services.office.profile.chats / "pasted"
