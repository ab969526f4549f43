"""The whole way of a mailing, by a person at the keys: a file, a choice, a letter, a picture, a
card to be mended, the provider's refusal, and everybody reached exactly once."""

import io
import subprocess
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from PIL import Image

from depesha.api import Secret
from depesha.api.i18n import use_language
from depesha.store import contacts
from depesha.testing.provider import Fault
from depesha.testing.smtp import SmtpProvider
from depesha.ui.importing.wizard import ImportWizard
from depesha.ui.modal import in_front
from depesha.ui.preview.window import PreviewWindow

FILE = (
    "ФИО;Почта\r\n"
    "Анна Белова;anna@example.ru\r\n"
    "Борис Ветров;boris@example.ru\r\n"
    "Вера Гусева;\r\n"
    "Глеб Дёмин;gleb@example.ru\r\n"
)
REACHED = {
    "anna@example.ru": "Анна Белова", "boris@example.ru": "Борис Ветров",
    "vera@example.ru": "Вера Гусева", "gleb@example.ru": "Глеб Дёмин",
}  # fmt: skip


@pytest.fixture(params=["ru", "en"])
def language(request):
    """Known before the window is made."""
    use_language(request.param)
    return request.param


@pytest.fixture
def smtp(office):
    """The office's account; it refuses one address once."""
    with SmtpProvider(tls="starttls", login="office", password="right") as server:
        office.settings.change({
            "office.secrets": "file", "email.mode": "on", "email.main.host": server.host,
            "email.main.port": str(server.port), "email.main.security": "starttls",
            "email.main.ca_file": server.ca, "email.main.login": "office",
            "email.main.sender": "office@example.ru",
        })  # fmt: skip
        office.settings.set_secret("email.main.password", Secret("right"))
        server.fail(Fault.REFUSE, address="gleb@example.ru")
        yield server


@pytest.fixture
def copied(screen, tmp_path):
    """A picture on the clipboard: its bytes."""
    written = io.BytesIO()
    Image.new("RGB", (64, 36), "red").save(written, "PNG")
    path = tmp_path / "a.png"
    path.write_bytes(written.getvalue())
    owner = subprocess.Popen(
        ["xclip", "-quiet", "-selection", "clipboard", "-t", "image/png", "-i", str(path)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    yield written.getvalue()
    owner.kill()
    owner.wait()


@pytest.mark.slow
def test_from_a_file_to_everybody_reached(
    language, smtp, app, person, copied, tmp_path, monkeypatch
):
    reports = []
    monkeypatch.setattr("depesha.ui.sending.actions.open_file", reports.append)
    import_file(app, person, tmp_path)
    write(app, person)
    preview(app, person)
    sheet = before_sending(app, person)
    mend(app, person, sheet)
    results = send(app, person, smtp, sheet)
    counts = results.progress.counts
    assert (counts["accepted"], counts["failed"], counts["skipped"]) == (3, 1, 0)
    person.until(
        lambda: in_front(app.root) is not app.root or app.services.notices.shown, "the word"
    )
    if in_front(app.root) is app.root:  # told by a notice: the report is asked for
        run(app, "mailing.report")
    person.until(lambda: reports, "the report")
    report = reports[0].read_text("utf-8-sig")
    assert "gleb@example.ru" in report
    assert "anna@example.ru" not in report
    if in_front(app.root) is not app.root:
        person.keys("Escape")
        person.until(lambda: in_front(app.root) is app.root, "the window")
    run(app, "mailing.retry")
    person.until(lambda: results.progress.counts["accepted"] == 4, "everybody")
    person.until(lambda: results.progress.over, "the end")
    assert sorted(one.address for one in smtp.received) == sorted(REACHED)
    for one in smtp.received:
        check_letter(one, copied)


def import_file(app, person, tmp_path):
    path = tmp_path / "clients.csv"
    path.write_bytes(FILE.encode("cp1251"))
    app.services.doors.go("contacts")
    app.services.doors.import_file("contacts")
    person.until(lambda: of_kind(app, ImportWizard), "the wizard")
    (box,) = of_kind(app, ImportWizard)
    person.until(box.winfo_viewable, "the wizard on the screen")
    person.focus(box.file.entry)
    person.type(str(path))
    for step in ("reading", "columns", "rehearsal", "result"):
        person.keys("Return")
        person.until(lambda step=step: box.step == step, step)
        person.live(0.1)
        if step == "reading":
            assert "cp1251" in box.reading.encoding.get()
        if step == "columns":
            assert box.columns.fields == ["name", "email"]
            person.focus(box.columns.tree)
    person.focus(box.onward)
    person.keys("Return")
    person.until(lambda: not box.winfo_exists(), "the end of the import")


def write(app, person):
    place = app.services.tabs.view("contacts")
    person.until(lambda: len(place.table.ids) == 4, "the four in the table")
    person.focus(place.table.tree)
    person.keys("ctrl+a")
    person.until(lambda: place.table.count_selected == 4, "the choice")
    person.keys("ctrl+shift+e")
    person.until(lambda: app.services.tabs.front.startswith("message:"), "the editor")
    person.until(lambda: app.services.bridge.idle, "the editor's people")
    frame = app.services.tabs.view(app.services.tabs.front)
    person.focus(frame.parameters.subject)
    person.type("Новости")
    person.focus(frame.writing.view.text)
    person.type("Привет, ")
    # The picker waits for its answer, so who types it comes along beforehand.
    typing = "sleep 1; xdotool type --delay 20 'client name'; xdotool key Return"
    with subprocess.Popen(["sh", "-c", typing]):
        person.keys("ctrl+m")
    person.until(lambda: "{" in frame.composition().body, "the macro")
    person.focus(frame.writing.view.text)
    person.keys("ctrl+v")
    person.until(lambda: frame.composition().pictures, "the picture")


def preview(app, person):
    person.keys("ctrl+p")
    person.until(lambda: of_kind(app, PreviewWindow), "the preview")
    (window,) = of_kind(app, PreviewWindow)
    for who in ("Анна Белова", "Борис Ветров", "Вера Гусева"):
        person.until(lambda who=who: window.shown and window.shown.name == who, who)
        if who != "Вера Гусева":
            assert f"Привет, {who}" in window.shown.message.html
            assert len(window.shown.message.pictures) == 1
        person.keys("Next")
    person.until(lambda: window.shown.name == "Глеб Дёмин", "the last one")
    person.keys("Escape")
    person.until(lambda: not window.winfo_exists(), "the end of the preview")


def before_sending(app, person):
    run(app, "editor.send")
    person.until(lambda: app.services.tabs.front.startswith("preflight"), "the sheet's tab")
    sheet = app.services.tabs.view(app.services.tabs.front)
    person.until(lambda: sheet._found and app.services.bridge.idle, "the sheet")
    assert sheet._found.chain.ready == 3
    return sheet


def mend(app, person, sheet):
    groups = sheet.sheet.groups
    person.until(lambda: groups.people.count_selected and groups.card.winfo_viewable(), "the card")
    person.click(groups.card)
    person.until(lambda: app.services.tabs.front.startswith("contact:"), "the card's tab")
    key = app.services.tabs.front
    card = app.services.tabs.view(key)
    person.until(lambda: card.form is not None and app.services.bridge.idle, "the card")
    person.focus(card.form.widgets["email"])
    person.type("vera@example.ru")
    person.keys("ctrl+s")
    person.until(lambda: not card.dirty, "the saving")
    person.until(lambda: app.services.bridge.idle, "the card again")
    found = contacts.get(app.services.office.database.reader, int(key.split(":")[1]))
    assert (found.name, found.email) == ("Вера Гусева", "vera@example.ru")
    app.services.tabs.select(sheet._key)
    person.until(lambda: sheet._found and sheet._found.chain.ready == 4, "four of four")


def send(app, person, smtp, sheet):
    person.until(lambda: app.services.bridge.idle, "the people of the sheet")
    person.focus(sheet.send_button)
    person.keys("Return")
    person.until(lambda: sheet._countdown, "the countdown")
    assert smtp.received == [], "not yet"
    person.focus(sheet._countdown.now)
    person.keys("Return")
    person.until(lambda: app.services.tabs.front.startswith("results:"), "the results")
    results = app.services.tabs.view(app.services.tabs.front)
    person.until(lambda: results.progress and results.progress.over, "the end")
    return results


def check_letter(one, picture):
    letter = message_from_bytes(one.raw, policy=policy.default)
    assert isinstance(letter, EmailMessage)
    name = REACHED[one.address]
    html = letter.get_body(("html",)).get_content()
    assert letter["Subject"] == "Новости"
    assert f"Привет, {name}" in html
    assert not [other for other in REACHED.values() if other != name and other in html]
    (inline,) = [part for part in letter.walk() if part.get_content_maintype() == "image"]
    assert f"cid:{inline['Content-ID'].strip('<>')}" in html
    with (
        Image.open(io.BytesIO(inline.get_content())) as got,
        Image.open(io.BytesIO(picture)) as given,
    ):
        assert (got.size, got.convert("RGB").tobytes()) == (
            given.size, given.convert("RGB").tobytes(),
        )  # fmt: skip


def of_kind(app, kind):
    return [one for one in app.root.winfo_children() if isinstance(one, kind)]


def run(app, command):
    app.services.tabs.refresh_commands()
    (found,) = [one for one in app.services.commands.all() if one.id == command]
    assert found.enabled()
    found.run()
