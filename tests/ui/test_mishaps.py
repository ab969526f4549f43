"""What goes wrong around the window: each is said calmly in its place, nothing is lost, and the
window lives on. A file that is open in Excel is in test_export_dialog.py, a text that cannot be
read in preflight/test_view.py.
"""

import sys

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.delivery import control
from depesha.delivery.composition import Composition
from depesha.delivery.selection import select
from depesha.domain.people import Contact
from depesha.store import contacts, mailings
from depesha.testing.smtp import SmtpProvider
from depesha.ui.app import App
from depesha.ui.preflight.view import open_preflight

FAULTY = '''
"""Raises in every hook."""
from depesha.api import hookimpl

def broken():
    raise KeyError("the loft")

channels = hookimpl(lambda: broken())
'''


def people(office, *addresses: str) -> None:
    with office.database.write() as c:
        for n, address in enumerate(addresses):
            contacts.insert(c, Contact(name=f"P{n}", email=address))


def account(office, server, **more: str) -> None:
    office.settings.change({
        "office.secrets": "file", "email.mode": "on", "email.main.host": server.host,
        "email.main.port": str(server.port), "email.main.security": "starttls",
        "email.main.ca_file": server.ca, "email.main.sender": "office@example.ru",
        "email.main.login": "office", "email.main.timeout": "2",
    } | more)  # fmt: skip


def send(app, person) -> None:
    """To everybody, past the countdown; the results are in front then."""
    chosen = select(app.services.office.database.reader, ["all"])
    composed = Composition(channel="email", subject="S", body="Hello", people=chosen)
    open_preflight(app.services, composed)
    sheet = app.services.tabs.view(app.services.tabs.front)
    person.until(lambda: sheet._found, "the sheet")
    sheet._send()
    person.until(lambda: sheet._countdown, "the countdown")
    sheet._countdown.now.invoke()
    person.until(lambda: app.services.tabs.front.startswith("results:"), "the results")


def alive(app, person) -> bool:
    """Whether the window still does what it is asked."""
    app.services.doors.go("settings")
    person.until(lambda: app.services.tabs.front == "settings", "another place")
    return bool(app.root.winfo_viewable())


def said(app) -> str:
    return "\n".join(one.text for one in app.services.notices.shown)


def state(app) -> str:
    return mailings.get(app.services.office.database.reader, 1).state


def test_a_wrong_password_is_said_once_and_mended_without_a_loss(app, person, office) -> None:
    people(office, "a@x.ru", "b@x.ru", "c@x.ru")
    with SmtpProvider(tls="starttls", login="office", password="right") as server:
        account(office, server)
        office.settings.set_secret("email.main.password", Secret("wrong"))
        send(app, person)
        person.until(lambda: state(app) == "held", "the mailing is held")
        person.until(lambda: "waits for you" in said(app), "the word about it")
        assert server.received == []
        notices = [one for one in app.services.notices.shown if "waits for you" in one.text]
        assert len(notices) == 1
        assert "password" in notices[0].text
        office.settings.set_secret("email.main.password", Secret("right"))
        notices[0].act()
        person.until(lambda: state(app) == "done", "the rest")
        assert sorted(one.address for one in server.received) == ["a@x.ru", "b@x.ru", "c@x.ru"]
    assert alive(app, person)


def test_a_provider_that_is_down_is_waited_for(app, person, office) -> None:
    people(office, "a@x.ru")
    with SmtpProvider(tls="none") as server:
        account(office, server, **{"email.main.security": "none", "email.main.login": ""})
        port = server.port
    send(app, person)
    results = app.services.tabs.view(app.services.tabs.front)
    person.until(lambda: "No connection" in results.state_label["text"], "why it waits")
    assert state(app) == "running"
    with SmtpProvider(tls="none", port=port) as server:
        control.resume(office.database, 1)
        app.services.engine.wake()
        person.until(lambda: state(app) == "done", "the line is there again")
        assert [one.address for one in server.received] == ["a@x.ru"]


def test_without_a_keyring_a_password_lives_as_long_as_the_window(app, person, office) -> None:
    app.services.doors.settings("email")
    page = app.services.tabs.view("settings").page("email")
    page.forms[1].put("sender", "office@example.ru")
    page.forms[1].put("password", "s3cr3t")
    page.save()
    person.until(lambda: "Saved." in said(app), "saved")
    assert "no keyring" in said(app)
    kept = [path for path in office.profile.root.rglob("*") if path.is_file()]
    assert not any(b"s3cr3t" in path.read_bytes() for path in kept)


def test_a_full_disk_keeps_the_card_as_it_was_typed(app, person, office) -> None:
    people(office, "a@x.ru")
    app.services.doors.contact(1)
    card = app.services.tabs.view("contact:1")
    person.until(lambda: card.form is not None, "the card")
    c = office.database._writer
    c.execute(f"PRAGMA max_page_count = {c.execute('PRAGMA page_count').fetchone()[0]}")
    card.form.show({**card.form.texts(), "note": "long " * 20_000})
    card.save()
    person.until(lambda: "no room left on the disk" in said(app), "the words")
    assert card.dirty
    assert card.form.texts()["note"].startswith("long long")
    c.execute("PRAGMA max_page_count = 1000000")
    card.save()
    person.until(lambda: not card.dirty, "saved after all")
    assert alive(app, person)


def test_a_database_that_another_program_keeps_locked(app, person, office, monkeypatch) -> None:
    import sqlite3
    from contextlib import closing

    people(office, "a@x.ru")
    app.services.engine.stop(5)
    app.services.doors.contact(1)
    card = app.services.tabs.view("contact:1")
    person.until(lambda: card.form is not None, "the card")
    office.database._writer.execute("PRAGMA busy_timeout = 100")
    with closing(sqlite3.connect(office.profile.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        card.form.show({**card.form.texts(), "name": "Q"})
        card.save()
        person.until(lambda: "locked" in said(app), "the words")
        assert card.dirty
    card.save()
    person.until(lambda: not card.dirty, "saved after all")


def test_a_damaged_database_is_said_where_it_is_met(app, person, office) -> None:
    people(office, *(f"a{n}@x.ru" for n in range(500)))
    app.services.engine.stop(5)
    office.database._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with office.profile.database.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 100_000)
    office.database.close_reader()
    app.services.tabs.view("contacts").reload()
    person.until(lambda: "damaged" in said(app), "the words")
    assert "backup" in said(app)
    assert alive(app, person)


@pytest.mark.logs_errors
def test_a_plugin_that_raises_costs_its_own_work_alone(screen, garbage_stays, profile, driver_of):
    folder = profile / "plugins"
    info = folder / "depesha_loft-1.0.dist-info"
    info.mkdir(parents=True)
    (folder / "depesha_loft.py").write_text(FAULTY, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: depesha-loft\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[depesha.v1]\nloft = depesha_loft\n")
    path = list(sys.path)
    office = bootstrap.office(profile)
    app = App(office, lambda failed: bootstrap.background(office, failed))
    try:
        app.begin()
        person = driver_of(app.root)
        person.until(lambda: office.knows_plugins and app.services.bridge.idle, "the start")
        assert "email" in office.host.channels()
        app.services.doors.settings("plugins")
        page = app.services.tabs.view("settings").page("plugins")
        page.list.selection_set("loft")
        person.until(lambda: "the loft" in page.text.get("1.0", "end"), "its traceback")
        assert page.list.item("loft", "values")[1].startswith("✗")
        assert alive(app, person)
    finally:
        app.services.engine.stop(5)
        app.close()
        office.close()
        sys.path[:] = path
        sys.modules.pop("depesha_loft", None)
