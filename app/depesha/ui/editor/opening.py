"""Opens editors: letters in tabs, short messages in a window of their own."""

import tkinter as tk
from collections.abc import Callable

from depesha.api.i18n import _
from depesha.api.message import Style
from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft, DraftFiles
from depesha.delivery.selection import Selection
from depesha.ui.contact_menu import ICONS
from depesha.ui.editor.frame import EditorFrame
from depesha.ui.editor.shortcuts import bind_shortcuts
from depesha.ui.services import Services

SIZE = (700, 560)


def write(services: Services, channel_id: str, people: Selection) -> EditorFrame:
    """A new message to these people. Raises InputError where there is no such channel."""
    composition = Composition(channel=channel_id, body="", people=people)
    return open_draft(services, Draft(composition))


def open_draft(
    services: Services, draft: Draft, hand_over: Callable[[Composition], object] | None = None
) -> EditorFrame:
    """An editor on a draft: the one that is open already, or a new one. Where somebody waits for
    the text, it is handed over instead of being sent."""
    channel = services.office.channel(draft.composition.channel)
    if channel.style is Style.TEXT:
        return _window(services, draft, hand_over).editor
    key = f"message:{draft.id}"
    icon = ICONS.get(channel.id, "pencil")
    title = _(channel.write_title) or _("Write: {channel}").format(channel=_(channel.title))

    def build(parent: tk.Misc) -> EditorFrame:
        return EditorFrame(parent, services, draft, lambda: close(services, key), hand_over)

    view = services.tabs.open(key, title, icon, build)
    assert isinstance(view, EditorFrame)
    return view


def _window(
    services: Services, draft: Draft, hand_over: Callable[[Composition], object] | None
) -> "EditorWindow":
    for one in services.root.winfo_children():
        if isinstance(one, EditorWindow) and one.editor.draft.id == draft.id:
            one.deiconify()
            one.lift()
            return one
    return EditorWindow(services, draft, hand_over)


def close(services: Services, key: str) -> None:
    """Close a tab whose text was sent: nothing of it would be lost."""
    services.tabs.close(key)


def reopen(services: Services, then: Callable[[], object] = lambda: None) -> None:
    """Open what was being written when the window was closed, or ended by a fault."""
    files = DraftFiles(services.office.profile.drafts)

    def show(drafts: list[Draft]) -> None:
        known = services.office.host.channels()
        for draft in reversed(drafts):
            if draft.open and not draft.empty and draft.composition.channel in known:
                open_draft(services, draft)
        then()

    services.bridge.run(files.all, show)


class EditorWindow(tk.Toplevel):
    """A window for a short message; the main one stays usable."""

    def __init__(
        self,
        services: Services,
        draft: Draft,
        hand_over: Callable[[Composition], object] | None = None,
    ) -> None:
        super().__init__(services.root)
        self.withdraw()
        channel = services.office.channel(draft.composition.channel)
        self.title(_("Send message") if channel.id == "sms" else _(channel.title))
        self.transient(services.root)
        self._services = services
        self.editor = EditorFrame(self, services, draft, self.destroy, hand_over)
        self.editor.pack(fill="both", expand=True)
        commands = self.editor.commands()
        bind_shortcuts(self, {one.shortcut: one.run for one in commands if one.shortcut})
        self.bind("<Escape>", lambda _event: self.close())
        self.protocol("WM_DELETE_WINDOW", self.close)
        services.tabs.before_leaving(self, self.editor.may_close)
        self._place()
        self.deiconify()
        self.editor.shown()

    def close(self) -> None:
        """Close, if the text may go."""
        if self.editor.may_close():
            self.destroy()

    def _place(self) -> None:
        px, over = self._services.theme.px, self._services.root
        width = min(px(SIZE[0]), self.winfo_screenwidth() - px(40))
        height = min(px(SIZE[1]), self.winfo_screenheight() - px(80))
        x = over.winfo_rootx() + (over.winfo_width() - width) // 2
        y = over.winfo_rooty() + (over.winfo_height() - height) // 3
        self.geometry(f"{width}x{height}+{max(0, x)}+{max(0, y)}")
        self.minsize(px(480), px(380))
