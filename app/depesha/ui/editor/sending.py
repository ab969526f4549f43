"""What can be done with a finished message: send it, later, to oneself first, or put it aside."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from depesha.api.i18n import _, ngettext
from depesha.api.message import Style
from depesha.delivery.composition import Composition, check, start_of
from depesha.delivery.outbox import put_aside, send_trial
from depesha.delivery.plan import Sheet
from depesha.domain.errors import InputError
from depesha.store.mailings import Mailing
from depesha.ui.commands import Command
from depesha.ui.notices import Notice

if TYPE_CHECKING:
    import tkinter as tk

    from depesha.ui.editor.frame import EditorFrame


def commands(frame: "EditorFrame") -> list[Command]:
    """*Send* and the arrow beside it; where a sheet waits for the text, the way to it."""
    title = _("To the sheet") if frame.hand_over else _("Send")
    found = [Command("editor.send", title, frame.send_it, "send", "Ctrl+Enter", accent=True)]
    if frame.hand_over:
        return found
    more = (
        Command("editor.send.test", _("Send a test to…"), lambda: trial(frame), "mail"),
        Command("editor.send.later", _("Schedule…"), lambda: later(frame), "calendar"),
        Command("editor.send.outbox", _("Save to the outbox"), lambda: aside(frame), "package"),
    )
    return [*found, Command("editor.send.more", "", lambda: None, children=more)]


def send(frame: "EditorFrame") -> None:
    """On to the pre-flight sheet, or to the one that waits for the text."""
    found = finished(frame)
    if found is None:
        return
    if frame.hand_over:
        frame.sent()
        frame.hand_over(found)
    else:
        _preflight(frame, found)


def later(frame: "EditorFrame") -> None:
    """On to the pre-flight sheet, with a time to start."""
    found = finished(frame)
    if found is None:
        return
    services = frame.services
    question = _("When should it start? For example 09:00, or 31.12.2026 09:00.")
    typed = services.dialogs.text(_("Schedule"), question, "09:00")
    if not typed:
        return
    try:
        start = start_of(typed, services.office.clock)
    except InputError as error:
        frame.complain(str(error))
        return
    _preflight(frame, replace(found, start_at=start))


def trial(frame: "EditorFrame") -> None:
    """The first person's message, to an address of one's own."""
    found = finished(frame)
    if found is None:
        return
    services, channel = frame.services, frame.channel
    key = f"trial.{channel.id}"
    question = _("The message of the first chosen person goes to this address instead:")
    typed = services.dialogs.text(_("Send a test to…"), question, services.remembered.get(key, ""))
    if not typed:
        return
    services.remembered.set(key, typed)

    def gone(mailing: Mailing) -> None:
        services.engine.wake()
        services.notices.show(
            Notice(
                _("The test message to {address} is on its way.").format(address=typed), "good",
                action=_("Show"), act=lambda: services.doors.results(mailing.id),
            )
        )  # fmt: skip

    services.bridge.run(
        lambda: send_trial(services.office, found, typed), gone, _complaining(frame)
    )


def aside(frame: "EditorFrame") -> None:
    """Into the outbox, where it waits until a person resumes it."""
    found = finished(frame)
    if found is None:
        return
    services = frame.services

    def kept(sheet: Sheet) -> None:
        text = ngettext(
            "{n} message waits in the outbox; {skipped} were left out.",
            "{n} messages wait in the outbox; {skipped} were left out.",
            sheet.ready,
        ).format(n=sheet.ready, skipped=sheet.chosen - sheet.ready)
        services.notices.show(
            Notice(
                text, "good", action=_("Show"),
                act=lambda: services.doors.results(sheet.mailing.id),
            )
        )  # fmt: skip
        frame.sent()

    services.bridge.run(lambda: put_aside(services.office, found), kept, _complaining(frame))


def finished(frame: "EditorFrame") -> Composition | None:
    """What would be sent; None where something is missing, which has been said then."""
    found = frame.composition()
    try:
        check(found)
    except InputError as error:
        frame.complain(str(error))
        if not found.people:
            frame.parameters.choose.focus_set()
        return None
    if frame.channel.style is Style.LETTER and not found.subject.strip():
        frame.complain(_("The letter has no subject."))
        if frame.parameters.subject is not None:
            frame.parameters.subject.focus_set()
        return None
    return found


def _complaining(frame: "EditorFrame") -> Callable[[Exception], None]:
    def complain(error: Exception) -> None:
        if isinstance(error, InputError):
            frame.complain(str(error))
        else:
            frame.services.notices.error(error)

    return complain


def _preflight(frame: "EditorFrame", composition: Composition) -> None:
    from depesha.ui.preflight.view import open_preflight

    services = frame.services
    open_preflight(services, composition, lambda _mailing_id: frame.sent())
    sheet = services.tabs.view(services.tabs.front)
    window = frame.winfo_toplevel()
    if sheet is None or window is services.root:
        return

    # A window of its own would stand in front of the sheet: it comes back when the sheet goes.
    def back(event: "tk.Event[tk.Misc]") -> None:
        if event.widget is sheet and window.winfo_exists():
            window.deiconify()

    def away(_event: object) -> None:
        if window.winfo_exists():
            window.withdraw()

    sheet.bind("<Map>", away, add=True)
    for gone in ("<Unmap>", "<Destroy>"):
        sheet.bind(gone, back, add=True)
    window.withdraw()
