"""`depesha pause|resume|stop|retry` and `poll`."""

import pytest


@pytest.fixture
def scheduled(office, body):
    """A mailing that has not begun yet."""
    ran = office(
        "send", "echo", "--body", body, "--to", "all", "--at", "2099-01-01", "--yes", "--json"
    )
    return ran.json["mailing"]


def test_pause_and_stop(office, scheduled):
    assert office("pause", scheduled, "--json").json["state"] == "paused"
    ran = office("pause", scheduled)
    assert ran.code == 2
    assert "Paused" in ran.err
    assert office("stop", scheduled, "--json").json["state"] == "stopped"
    assert office("resume", scheduled).code == 2


def test_resume_goes_on(office, scheduled, tmp_path):
    office("pause", scheduled)
    ran = office("resume", scheduled, "--json")
    assert ran.json["state"] == "running", "its time has not come"
    assert ran.json["totals"]["queued"] == 2


def test_retry_takes_up_the_failed(office, body, tmp_path):
    target = tmp_path / "letter.pdf"
    target.write_bytes(b"%PDF")
    words = ("send", "echo", "--body", body, "--to", "all", "--attach", target)
    mailing = office(*words, "--at", "2099-01-01", "--yes", "--json").json["mailing"]
    target.unlink()
    from depesha.store.database import Database

    database = Database(tmp_path / "profile" / "depesha.db")
    with database.write() as c:
        c.execute("UPDATE mailing SET start_at = 1, latest_start = NULL")
        c.execute("UPDATE batch SET run_at = 1")
    database.close()
    failed = office("resume", mailing, "--json")
    assert failed.code == 1
    assert failed.json["totals"]["failed"] == 2
    target.write_bytes(b"%PDF")
    again = office("retry", mailing, "--json")
    assert again.code == 0
    assert again.json["totals"]["accepted"] == 2


def test_poll_with_nothing_to_do(office):
    told = office("poll", "--json").json
    assert (told["asked"], told["changed"]) == (0, 0)
    assert "0 messages asked for" in office("poll").out


def test_a_mailing_that_is_not_there(office):
    for command in ("pause", "resume", "stop", "retry"):
        assert office(command, 99).code == 2
