"""`depesha invite`: a link and a QR code for each person."""

import pytest

from depesha.testing.bot_api import BotApi


@pytest.fixture
def bot(office):
    with BotApi() as api:
        office("settings", "set", "office.secrets=file", f"telegram.main.base_url={api.url}")
        office("settings", "secret", "telegram.main.token", stdin=f"{api.token}\n")
        yield office


def test_links_and_pictures(bot, tmp_path):
    ran = bot("invite", "code:17,18", "--qr", tmp_path / "qr")
    assert ran.code == 0
    assert ran.out.count("https://t.me/depesha_bot?start=") == 2
    assert "2 QR codes" in ran.out
    names = sorted(path.name for path in (tmp_path / "qr").iterdir())
    assert names == ["17 Ёлкин Пётр.png", "18 Сидорова Анна.png"]
    (one,) = bot("invite", "code:17", "--json").json
    assert (one["code"], one["subscribed"], one["file"]) == (17, False, "")
    (again,) = bot("invite", "code:17", "--json", "--new", "--qr", tmp_path / "q", "--svg").json
    assert again["link"] != one["link"]
    assert again["file"].endswith("17 Ёлкин Пётр.svg")


def test_mistakes_are_told(bot, tmp_path):
    assert bot("invite", "code:99").code == 2
    assert bot("invite", "code:17", "--channel", "nowhere").code == 2
    (tmp_path / "file").write_text("")
    assert bot("invite", "code:17", "--qr", tmp_path / "file").code == 2
    bot("settings", "secret", "telegram.main.token", stdin="1:wrong\n")
    ran = bot("invite", "code:17")
    assert ran.code == 3
    assert "BotFather" in ran.err


def test_where_no_channel_can_be_subscribed_to(cli):
    assert cli("--without", "telegram", "invite", "all").code in {2, 3}
