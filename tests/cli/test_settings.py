"""`depesha settings`."""

import pytest


def test_set_get_list(cli):
    assert cli("settings", "set", "email.mode=test", "email.main.host=smtp.example.com").code == 0
    assert cli("settings", "get", "email.mode").out == "test\n"
    assert cli("settings", "get", "email.main.host", "--json").json == {
        "key": "email.main.host",
        "value": "smtp.example.com",
    }
    rows = {row["key"]: row for row in cli("settings", "list", "email", "--json").json}
    assert rows["email.main.host"]["set"]
    assert rows["email.main.password"]["secret"]
    assert not any(key.startswith("sms") for key in rows)
    shown = cli("settings", "list", "email.main").out
    assert "email.main.host=smtp.example.com" in shown
    assert "email.mode" not in shown


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["email.mode=maybe"], "email.mode"),
        (["email.main.port=many"], "email.main.port"),
        (["email.main.prot=25"], "email.main.port"),
        (["email.main.password=x"], "depesha settings secret email.main.password"),
        (["nonsense"], "KEY=VALUE"),
        (["=5"], "KEY=VALUE"),
        (["sms.main.gateway=telepathy"], "smsc"),
    ],
)
def test_a_bad_change_says_why_and_changes_nothing(cli, words, named):
    ran = cli("settings", "set", "office.name=Новое имя", *words)
    assert ran.code == 2
    assert named in ran.err
    assert "Новое имя" not in cli("settings", "list", "office").out


def test_a_part_that_does_not_exist(cli):
    assert cli("settings", "list", "fax").code == 2
    assert cli("settings", "get", "office.nmae").code == 2


def test_a_secret_goes_into_the_file_that_was_asked_for(cli, profile):
    cli("settings", "set", "office.secrets=file")
    ran = cli("settings", "secret", "email.main.password", "--json", stdin="s3cr3t-слово\n")
    assert ran.code == 0
    assert ran.json == {"key": "email.main.password", "place": "file", "set": True}
    rows = {row["key"]: row for row in cli("settings", "list", "--json").json}
    assert rows["email.main.password"]["value"] == "••••"
    for path in profile.rglob("*"):
        if path.is_file() and path.name != "secrets.toml":
            assert "s3cr3t" not in path.read_bytes().decode("utf-8", "replace"), path
    assert (profile / "secrets.toml").stat().st_mode & 0o077 == 0


def test_without_a_keyring_nothing_is_pretended(cli):
    ran = cli("settings", "secret", "email.main.password", stdin="s3cr3t\n")
    assert ran.code == 3
    assert "office.secrets=file" in ran.err
    assert "s3cr3t" not in ran.err + ran.out


def test_a_damaged_settings_file_is_named_and_left_alone(cli, profile):
    (profile / "settings.toml").write_text("[email\nmode = on", encoding="utf-8")
    ran = cli("settings", "list")
    assert ran.code == 2
    assert "settings.toml" in ran.err
    assert (profile / "settings.toml").read_text(encoding="utf-8") == "[email\nmode = on"
