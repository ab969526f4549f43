"""`depesha plugins`."""

import pytest


def test_built_ins_are_listed_with_what_they_offer(cli):
    found = {one["name"]: one for one in cli("plugins", "--json").json}
    assert set(found) >= {"email", "sms", "telegram", "echo", "templates"}
    assert {one["state"] for one in found.values()} == {"active"}
    assert "gateways" in found["sms"]["hooks"]
    assert found["echo"]["description"]
    assert found["echo"]["version"]


def test_left_out_on_request(cli):
    found = {one["name"]: one["state"] for one in cli("--without", "sms", "plugins", "--json").json}
    assert found["sms"] == "disabled"
    assert found["email"] == "active"
    none = {one["state"] for one in cli("--no-plugins", "plugins", "--json").json}
    assert none == {"disabled"}


def test_a_plugin_that_is_not_there_cannot_be_left_out(cli):
    ran = cli("--without", "smss", "segments", "--text", "x")
    assert ran.code == 2
    assert "“smss”" in ran.err
    assert "sms, telegram" in ran.err
    assert cli("--without", "smss", "--no-plugins", "segments", "--text", "x").code == 2


@pytest.fixture
def broken(profile):
    folder = profile / "plugins"
    folder.mkdir()
    (folder / "bad.py").write_text("raise ValueError('out of order')\n", encoding="utf-8")
    info = folder / "bad-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: bad\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[depesha.v1]\nbad = bad\n")


def test_a_broken_plugin_is_shown_and_harms_nobody(cli, broken):
    found = {one["name"]: one for one in cli("plugins", "--json").json}
    assert found["bad"]["state"] == "import_failed"
    assert "out of order" in found["bad"]["traceback"]
    assert found["email"]["state"] == "active"
    assert "out of order" in cli("plugins", "--traceback").out
    assert "out of order" not in cli("plugins").out
