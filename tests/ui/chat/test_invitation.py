"""The link on screen: copied, kept as a picture; what stands in its way is told."""

from depesha.api import Secret
from depesha.ui.chat import invitation
from depesha.ui.chat.invitation import InvitationDialog, open_invitation


def dialog(app):
    found = [one for one in app.root.winfo_children() if isinstance(one, InvitationDialog)]
    return found[0] if found else None


def test_a_link_is_copied_and_kept(app, person, api, monkeypatch, tmp_path):
    open_invitation(app.services, "telegram", ("contact", 2))
    person.until(lambda: dialog(app), "the dialog")
    shown = dialog(app)
    assert shown.link.get().startswith("https://t.me/depesha_bot?start=")
    assert len(shown.code.find_all()) > 200, "dark modules"
    target = tmp_path / "code.png"
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_a: target)
    shown._save()
    assert target.read_bytes().startswith(b"\x89PNG")
    told = []
    monkeypatch.setattr(type(app.services.dialogs), "tell", lambda *words: told.append(words))
    monkeypatch.setattr(type(app.services.dialogs), "save_file", lambda *_a: tmp_path / "a.gif")
    shown._save()
    assert ".png or .svg" in told[0][2]
    link = shown.link.get()
    shown._copy()
    assert app.root.clipboard_get() == link
    assert dialog(app) is None


def test_who_is_subscribed_already(app, person, api):
    open_invitation(app.services, "telegram", ("contact", 1))
    person.until(lambda: dialog(app))
    words = [one["text"] for one in dialog(app).body.winfo_children() if "text" in one.keys()]  # noqa: SIM118
    assert any("subscribed already" in str(one) for one in words)
    dialog(app).close(None)


def test_what_stands_in_the_way_is_told(app, person, office):
    office.settings.set_secret("telegram.main.token", Secret("1:wrong"))
    invitation.open_invitation(app.services, "telegram", ("contact", 2))
    person.until(lambda: app.services.notices.shown, "why")
    assert "BotFather" in app.services.notices.shown[0].text
