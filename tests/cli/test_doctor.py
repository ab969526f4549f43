"""`depesha doctor`."""


def test_what_is_well_and_what_is_not(office):
    ran = office("doctor", "--json")
    checks = {one["check"]: one for one in ran.json}
    assert checks["Database"]["says"] == "4 contacts, 0 mailings, 0 messages"
    assert checks["Plugin email"]["well"]
    assert checks["echo.main"]["says"] == "filled in, mode on"
    assert not checks["Passwords"]["well"], "there is no keyring here"
    assert ran.code == 1
    office("settings", "set", "office.secrets=file")
    assert office("doctor").code == 0


def test_an_account_switched_on_and_not_filled_in(office):
    office("settings", "set", "office.secrets=file", "email.mode=on", "email.main.host=mx")
    ran = office("doctor")
    assert ran.code == 1
    assert "! email.main:" in ran.out


def test_a_damaged_database_is_said_not_raised(cli, profile):
    path = profile / "depesha.db"
    path.write_bytes(b"not a database at all" * 100)
    assert "! Database: " in cli("doctor").out
    path.unlink()
    cli("status")
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 100_000)
    ran = cli("doctor")
    assert ran.code == 1
    assert "! Database: " in ran.out
    assert "Traceback" not in ran.out + ran.err
    assert "+ Plugin email" in ran.out, "the other checks go on"
