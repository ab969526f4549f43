"""Every window of the program, one after another: for the manual's pictures, and for the test that
nothing in any of them is cut off."""

from array import array
from typing import Any

import conversations
from depesha.api.i18n import _, current_language
from depesha.delivery.composition import Composition
from depesha.delivery.selection import Selection
from depesha.render import gallery
from depesha.ui.notices import Notice
from stage import Stage

PLACES = ("contacts", "employees", "documents", "mailings", "journal", "templates")
IMPORT = ("file", "reading", "columns", "rehearsal", "result")


def all_scenes(stage: Stage) -> None:
    """Everything there is."""
    for scene in (
        _places, _cards, _chooser, _letter, _short, _results, _chat, _settings, _boxes, _help,
        _steps, _import,
    ):  # fmt: skip
        scene(stage)


def _places(stage: Stage) -> None:
    for place in PLACES:
        stage.services.doors.go(place)
        view = stage.front()
        table = getattr(view, "table", None) or getattr(
            getattr(view, "journal", None), "table", None
        )
        if table is not None and len(table.ids):
            # In the journal of the sample office the eleventh is one that was not sent.
            table.picking.select(min(10 if place == "journal" else 3, len(table.ids) - 1))
        stage.show(place)


def _cards(stage: Stage) -> None:
    known, doors = stage.known, stage.services.doors
    doors.contact(known.contact)
    _pages(stage, "card", "card-channels", "card-consents", "card-notifications")
    doors.employee(known.employee)
    _pages(stage, "card-employee")
    doors.document(known.document)
    _pages(stage, "card-document", "card-files")


def _pages(stage: Stage, *names: str) -> None:
    notebook = stage.front().notebook
    for number, name in enumerate(names):
        notebook.select(number)
        stage.show(name)
    stage.leave()


def _people(stage: Stage) -> Selection:
    return Selection(contacts=array("q", range(1, stage.known.people + 1)))


def _chooser(stage: Stage) -> None:
    doors, people = stage.services.doors, Selection(contacts=array("q", range(1, 5)))
    stage.box("chooser", lambda: doors.choose(stage.root, people))


def _letter(stage: Stage) -> None:
    services = stage.services
    services.doors.write("email", _people(stage))
    editor = stage.front()
    packs = services.office.host.template_packs()
    editor.show_template(gallery.find(packs, "balance", current_language()), "")
    stage.show("editor")
    stage.box("gallery", editor.load)
    stage.box("preview", editor.preview, lambda _box: stage.live(1))
    stage.box("macros", editor.parameters._macro)  # noqa: SLF001 - as its button does
    editor.send_it()
    stage.until(lambda: services.tabs.front.startswith("preflight"))
    sheet = stage.front()
    stage.until(sheet.send_button.winfo_ismapped)
    stage.show("preflight")
    _ways(stage, sheet)
    sheet.send_button.invoke()
    stage.show("countdown")
    stage.leave()
    for button in editor.writing.switch.winfo_children()[-1:]:
        button.invoke()
        stage.live(1)
        stage.show("editor-html")
    stage.leave()


def _ways(stage: Stage, sheet: Any) -> None:
    """One more channel on the sheet, and away again; where it could be planned at all."""
    if sheet._found is None:  # noqa: SLF001
        return
    packs = stage.services.office.host.template_packs()
    text = gallery.find(packs, "balance-sms", current_language()).body
    links = sheet._links  # noqa: SLF001 - what the editor hands over
    links._add(Composition(channel="sms", body=text, people=_people(stage)))  # noqa: SLF001
    stage.until(lambda: sheet._found or sheet._error["text"])  # noqa: SLF001
    if links.refused is None:
        sheet.ways.buttons[1].invoke()
        stage.show("preflight-ways")
        links.remove(1)
    stage.until(lambda: sheet._found and len(sheet._found.links) == 1)  # noqa: SLF001


def _short(stage: Stage) -> None:
    services, people = stage.services, _people(stage)
    for channel in ("sms", "telegram"):
        if channel not in services.office.host.channels():
            continue
        services.doors.write(channel, people)
        stage.live()
        window = next((one for one in stage.root.winfo_children() if hasattr(one, "editor")), None)
        editor = window.editor if window else stage.front()
        packs = services.office.host.template_packs()
        editor.show_template(gallery.find(packs, "balance-sms", current_language()), "")
        stage.show(f"editor-{channel}", window)
        if window is not None:
            window.destroy()
        else:
            stage.leave()


def _results(stage: Stage) -> None:
    stage.services.doors.results(stage.known.mailing)
    view = stage.front()
    stage.until(lambda: view.progress and len(view.journal.table.ids))
    view.journal.table.picking.select(0)
    stage.show("results")
    from depesha.ui.results.dialog import ResultDialog
    from depesha.ui.sending.actions import MailingActions

    actions = MailingActions(stage.services)
    stage.box("result", lambda: ResultDialog(stage.services, actions, view.progress).open())
    stage.leave()


def _chat(stage: Stage) -> None:
    from depesha.delivery.chat.inviting import Invitation
    from depesha.store import contacts
    from depesha.ui.chat.invitation import InvitationDialog

    office = stage.services.office
    stage.services.doors.open_chat(conversations.converse(office))
    view = stage.front()
    stage.until(lambda: view.talk.conversation.items and view.list.numbers)
    stage.show("chat")
    person = contacts.get(office.database.reader, stage.known.contact)
    assert person is not None
    invitation = Invitation(person, "https://t.me/your_bot?start=N2vQ0yT7", subscribed=True)
    stage.box("invitation", lambda: InvitationDialog(stage.services, invitation).open())
    stage.leave()


def _settings(stage: Stage) -> None:
    stage.services.doors.settings("")
    pages = stage.front().list.get_children()
    for page in pages:
        stage.services.doors.settings(page)
        stage.show(f"settings-{page}")


def _boxes(stage: Stage) -> None:
    services = stage.services
    stage.command("go.contacts")
    stage.box("palette", lambda: stage.command("find"))
    stage.box("export", lambda: stage.command("contacts.export"))
    stage.box("health", stage.app._open_health, lambda _box: stage.live(0.5))  # noqa: SLF001
    stage.command("go.contacts")
    said = " ".join([_("Something went wrong inside Depesha; nothing was changed by it.")] * 2)
    notice = Notice(said, "bad", said, _("Open"), lambda: None)
    services.notices.show(notice)
    stage.show("notice")
    services.notices.close(notice)
    dialogs = services.dialogs
    stage.box("question", lambda: dialogs.confirm(_("Close"), said, _("Delete"), danger=True))
    stage.box("details", lambda: dialogs.tell(_("Details"), said, "\n".join([said] * 9)))
    stage.box("text", lambda: dialogs.text(_("Consent"), said))


def _help(stage: Stage) -> None:
    stage.services.doors.help("01-start")
    stage.show("help")
    stage.leave()


def _steps(stage: Stage) -> None:
    def through(box: Any) -> None:
        for step in list(box.steps):
            box.turn(step)
            stage.show(f"steps-{step}", box)

    stage.box("steps", lambda: stage.command("steps"), through)


def _import(stage: Stage) -> None:
    def through(box: Any) -> None:
        box.file.path.set(str(stage.known.file))
        for step in IMPORT:
            stage.until(lambda step=step: box.step == step and stage.services.bridge.idle)  # type: ignore[misc]
            stage.show(f"import-{IMPORT.index(step) + 1}", box)
            box.onward.invoke()

    stage.box("import", lambda: stage.services.doors.import_file("contacts"), through)
