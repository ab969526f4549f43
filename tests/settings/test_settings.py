"""Reading typed, changing all or nothing, keeping what is not ours, naming what is missing."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from depesha.api import GatewaySettings, Secret
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.domain.states import Mode
from depesha.settings.office import Office
from depesha.settings.secrets import Place


def _file(office: Any) -> dict[str, Any]:
    return tomllib.loads(office.file.read_text(encoding="utf-8"))


def test_an_office_that_set_nothing(office) -> None:
    assert office.settings.office == Office()
    assert office.settings.channel("post").mode is Mode.OFF
    assert office.settings.accounts("post") == []
    assert office.asked == []
    assert not office.profile.root.exists()


def test_what_is_changed_is_read_typed_by_everybody(office, ring) -> None:
    office.settings.change(
        {
            "office.name": "ООО «Ромашка»",
            "office.timezone": "Europe/Moscow",
            "post.mode": "test",
            "post.quiet": "21:00-09:00",
            "post.days": "1-5",
            "post.main.host": "mail.example",
            "post.main.port": "465",
            "post.main.security": "TLS",
            "post.main.keep": "да",
            "post.main.gap": "0,5",
            "sms.main.price": "2,35",
        }
    )
    other = office.another()
    other.set_secret("post.main.password", Secret("s"))
    for settings in (office.settings, other):
        assert settings.office.name == "ООО «Ромашка»"
        channel = settings.channel("post")
        assert (channel.mode, channel.quiet, channel.days) == (Mode.TEST, "21:00-09:00", "1-5")
        account: Any = settings.account("post", "main")
        assert vars(account) | {"password": ""} == {
            "connections": 1,
            "per_minute": 0,
            "per_hour": 0,
            "per_day": 0,
            "gap": 0.5,
            "host": "mail.example",
            "port": 465,
            "security": "tls",
            "keep": True,
            "sender_name": "",
            "password": "",
        }
        assert account.password.reveal() == "s"
        assert settings.get("sms.main.price") == "2.35"
    assert _file(office)["sms"]["main"]["price"] == pytest.approx(2.35)


def test_get_gives_what_change_takes(office) -> None:
    office.settings.change(
        {"post.main.host": "h", "post.main.keep": "on", "sms.main.price": "2,350"}
    )
    keys = [row.key for row in office.settings.rows() if not row.secret]
    before = {key: office.settings.get(key) for key in keys}
    office.settings.change(before)
    assert {key: office.settings.get(key) for key in keys} == before


def test_all_bad_changes_are_told_at_once_and_none_is_made(office) -> None:
    office.settings.change({"post.main.host": "before"})
    content = office.file.read_bytes()
    with pytest.raises(InputError) as caught:
        office.settings.change(
            {
                "post.main.port": "hunter2",
                "post.main.host": "after",
                "post.mode": "live",
                "post.quiet": "at night",
                "office.regoin": "hunter3",
                "post.main.password": "hunter4",
                "sms.main.gateway": "fats",
            }
        )
    lines = str(caught.value).splitlines()
    assert len(lines) == 6
    assert lines[0] == "post.main.port: must be a whole number, from 1 to 65535."
    assert lines[1] == "post.mode: must be one of: off, test, on."
    assert lines[2] == "post.quiet: Quiet hours look like 21:00-09:00."
    assert lines[3].startswith(
        "office.regoin: there is no such setting. Did you mean office.region"
    )
    assert lines[4].endswith("depesha settings secret post.main.password")
    assert lines[5] == "sms.main.gateway: must be one of: fast, keyed."
    assert "hunter" not in str(caught.value)
    assert office.file.read_bytes() == content


def test_a_service_and_its_own_keys_in_one_change(office) -> None:
    office.settings.change({"sms.spare.login": "me", "sms.spare.gateway": "fast"})
    assert office.settings.accounts("sms") == ["spare"]
    assert office.settings.get("sms.spare.login") == "me"
    with pytest.raises(InputError, match="no such setting"):
        office.settings.change({"sms.spare.gateway": "keyed", "sms.spare.login": "you"})
    # The former service's keys wait for its return.
    office.settings.change({"sms.spare.gateway": "keyed"})
    office.settings.change({"sms.spare.gateway": "fast"})
    assert office.settings.get("sms.spare.login") == "me"


def test_an_empty_text_is_the_default(office) -> None:
    office.settings.change({"office.currency": "€", "post.main.port": "25"})
    office.settings.change({"office.currency": "", "post.main.port": "  ", "post.main.host": ""})
    assert office.settings.office.currency == "р."
    assert office.settings.get("post.main.port") == "587"
    assert _file(office) == {"office": {}, "post": {"main": {}}}


def test_what_belongs_to_absent_plugins_is_kept(office) -> None:
    office.write('[pigeon.main]\nloft = "attic"\n[post.main]\nold_key = [1, 2]\n')
    office.settings.change({"post.main.host": "h"})
    assert _file(office) == {
        "pigeon": {"main": {"loft": "attic"}},
        "post": {"main": {"old_key": [1, 2], "host": "h"}},
    }


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[post.main]\nport = 99999\n", "post.main.port: must be a whole number, from 1 to 65535."),
        ("[post.main]\nport = true\n", "post.main.port: must be"),
        (
            "[post.main]\nsender_name = 'a\\n'\nhost = \"a\\nb\"\n",
            "post.main.host: must be one line",
        ),
        ("post = 5\n", "post in the settings file must be a table"),
    ],
)
def test_a_bad_value_in_the_file_is_named(office, ring, text: str, sentence: str) -> None:
    office.write(text)
    with pytest.raises(InputError) as caught:
        office.settings.account("post", "main")
    assert sentence in str(caught.value)


def test_a_bad_value_can_be_mended_and_hides_no_other(office) -> None:
    office.write("[office]\nregion = 'russia'\nname = 'N'\n")
    with pytest.raises(InputError, match=r"settings\.toml: office\.region: is not"):
        _ = office.settings.office
    row = next(row for row in office.settings.rows() if row.key == "office.region")
    assert row.problem
    assert row.is_set
    office.settings.change({"office.region": "RU"})
    assert office.settings.office.name == "N"


def test_damage_stops_everything_and_changes_nothing(office) -> None:
    office.write("[office\n")
    questions = [
        lambda: office.settings.office,
        lambda: office.settings.channel("post"),
        office.settings.rows,
        lambda: office.settings.change({"office.name": "x"}),
        lambda: office.settings.set_secret("post.main.password", Secret("x")),
    ]
    for question in questions:
        with pytest.raises(InputError, match="line 1, column 8"):
            question()
    assert office.file.read_text() == "[office\n"


def test_an_account_not_filled_in_says_which_commands_mend_it(office, ring) -> None:
    with pytest.raises(NotConfiguredError) as caught:
        office.settings.account("post", "main")
    assert str(caught.value) == (
        "The account post.main is not filled in:\n"
        "  Server: depesha settings set post.main.host=…\n"
        "  Password: depesha settings secret post.main.password"
    )
    assert caught.value.exit_code == 3
    with pytest.raises(NotConfiguredError, match=r"gateway=… \(one of: fast, keyed\)$"):
        office.settings.account("sms", "main")


def test_what_the_channel_fills_in_is_not_missing(office, ring, monkeypatch) -> None:
    def effective(settings: Any) -> Any:
        return replace(settings, host=settings.host or "preset.example")

    monkeypatch.setattr(office._channels()["post"], "effective", staticmethod(effective))
    office.settings.set_secret("post.main.password", Secret("s"))
    assert office.settings.account("post", "main").host == "preset.example"
    office.settings.change({"post.main.host": "own.example"})
    assert office.settings.account("post", "main").host == "own.example"
    assert office.settings.get("post.main.host") == "own.example"


def test_a_missing_password_without_a_keyring_says_why_it_will_not_last(office, no_ring) -> None:
    office.settings.change({"post.main.host": "h"})
    with pytest.raises(NotConfiguredError, match="gnome-keyring"):
        office.settings.account("post", "main")


def test_a_misspelt_account_names_the_known(office) -> None:
    office.settings.change({"post.main.host": "h", "post.spare.host": "h"})
    with pytest.raises(
        InputError, match=r"no account post\.sapre\. Known: post\.main, post\.spare"
    ):
        office.settings.account("post", "sapre")


def test_the_gateways_class_is_the_accounts(office, ring) -> None:
    office.settings.change(
        {"sms.main.gateway": "keyed", "sms.main.price": "2.35", "sms.main.sender": "ROMASHKA"}
    )
    office.settings.set_secret("sms.main.api_key", Secret("k"))
    account = office.settings.account("sms", "main")
    assert isinstance(account, GatewaySettings)
    assert type(account).__name__ == "KeyAccount"
    assert (account.price, account.sender) == (Decimal("2.35"), "ROMASHKA")


def test_rows_tell_all_of_every_setting(office, ring) -> None:
    office.settings.change({"post.main.host": "h", "post.spare.host": "s"})
    office.settings.set_secret("post.spare.password", Secret("hunter2"))
    rows = {row.key: row for row in office.settings.rows()}
    assert (rows["post.main.host"].shown, rows["post.main.host"].is_set) == ("h", True)
    assert (rows["post.main.port"].shown, rows["post.main.port"].is_set) == ("587", False)
    assert rows["post.main.host"].title == "Server"
    secret = rows["post.spare.password"]
    assert (secret.shown, secret.secret, secret.is_set) == ("••••", True, True)
    assert (rows["post.main.password"].shown, rows["post.main.password"].is_set) == ("", False)
    assert rows["office.region"].help
    assert "sms.main.gateway" in rows
    assert "hunter2" not in repr(rows)


def test_a_keyring_that_is_closed_is_asked_once_and_hides_nothing_else(
    office, ring, monkeypatch
) -> None:
    from keyring.errors import KeyringLocked

    office.settings.change({"post.main.host": "h", "post.spare.host": "s"})
    office.settings.set_secret("post.main.password", Secret("x"))
    asked = []

    def locked(service: str, user: str) -> None:
        asked.append(service)
        raise KeyringLocked

    monkeypatch.setattr(ring, "get_password", locked)
    rows = {row.key: row for row in office.settings.rows()}
    assert rows["post.main.host"].shown == "h"
    assert "locked" in rows["post.main.password"].problem
    assert "locked" in rows["post.spare.password"].problem
    assert len(asked) == 1


# --- Secrets -------------------------------------------------------------------------------------


def test_a_secret_makes_its_account(office, ring) -> None:
    assert office.settings.set_secret("post.main.password", Secret("s")) is Place.KEYRING
    assert office.settings.accounts("post") == ["main"]
    ((service, user),) = ring.kept
    assert (service, user) == (
        f"depesha/{_file(office)['profile_id']}/post.main.password",
        "depesha",
    )


def test_profiles_do_not_share_secrets(office, ring, tmp_path) -> None:
    other = type(office)(tmp_path / "other")
    office.settings.set_secret("post.main.password", Secret("one"))
    other.settings.set_secret("post.main.password", Secret("two"))
    office.settings.change({"post.main.host": "h"})
    account: Any = office.settings.account("post", "main")
    assert account.password.reveal() == "one"


def test_the_profiles_id_stays(office, ring) -> None:
    office.settings.set_secret("post.main.password", Secret("one"))
    first = _file(office)["profile_id"]
    office.another().set_secret("post.spare.password", Secret("two"))
    office.settings.change({"office.name": "x"})
    assert _file(office)["profile_id"] == first
    assert len(ring.kept) == 2


def test_an_empty_secret_is_forgotten(office, ring) -> None:
    office.settings.set_secret("post.main.password", Secret("s"))
    office.settings.set_secret("post.main.password", Secret())
    office.settings.set_secret("post.main.password", Secret())
    assert ring.kept == {}


def test_a_secret_in_the_file_is_refused_and_moved_by_the_command(office, ring) -> None:
    office.write("[post.main]\nhost = 'h'\npassword = 'hunter2'\n")
    with pytest.raises(InputError, match=r"depesha settings secret post\.main\.password") as caught:
        office.settings.account("post", "main")
    assert "hunter2" not in str(caught.value)
    row = next(row for row in office.settings.rows() if row.key == "post.main.password")
    assert row.problem
    assert "hunter2" not in repr(row)
    office.settings.set_secret("post.main.password", Secret("hunter2"))
    assert "hunter2" not in office.file.read_text()
    account: Any = office.settings.account("post", "main")
    assert account.password.reveal() == "hunter2"


def test_a_secret_in_the_file_is_not_lost_to_a_keyring_that_fails(office, no_ring) -> None:
    office.write("[post.main]\nhost = 'h'\npassword = 'hunter2'\n")
    assert office.settings.set_secret("post.main.password", Secret("hunter2")) is Place.SESSION
    assert "hunter2" in office.file.read_text()


def test_without_a_keyring_a_secret_lasts_for_the_session(office, no_ring) -> None:
    office.settings.change({"post.main.host": "h"})
    assert office.settings.secret_place() is Place.SESSION
    assert office.settings.set_secret("post.main.password", Secret("s")) is Place.SESSION
    account: Any = office.settings.account("post", "main")
    assert account.password.reveal() == "s"
    with pytest.raises(NotConfiguredError):
        office.another().account("post", "main")


def test_a_server_keeps_them_in_a_file_by_name(office, no_ring) -> None:
    office.settings.change({"office.secrets": "file", "post.main.host": "h"})
    assert office.settings.set_secret("post.main.password", Secret("s")) is Place.FILE
    account: Any = office.another().account("post", "main")
    assert account.password.reveal() == "s"
    assert "password" not in str(_file(office))


def test_only_secrets_are_secrets(office, ring) -> None:
    with pytest.raises(InputError, match=r"post\.main\.host is no secret"):
        office.settings.set_secret("post.main.host", Secret("x"))
    with pytest.raises(InputError, match="no such setting"):
        office.settings.set_secret("post.main.pasword", Secret("x"))
    with pytest.raises(InputError, match="never shown"):
        office.settings.get("post.main.password")
    assert ring.kept == {}
