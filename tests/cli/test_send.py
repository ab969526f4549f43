"""`depesha send`: the sheet, the question, the result."""

import io
import json
from functools import partial
from pathlib import Path

import pytest

from depesha.cli import send, sending


def test_the_whole_way(office, body, tmp_path):
    ran = office(
        "send", "echo", "--body", body, "--subject", "Тема", "--to", "all", "--yes", "--json"
    )
    assert ran.code == 0, ran.err
    assert ran.json["state"] == "done"
    assert ran.json["totals"] == {
        "queued": 0, "waiting": 0, "accepted": 2, "delivered": 0, "failed": 0, "unknown": 0,
        "skipped": 2, "cancelled": 0, "reserved": 0,
    }  # fmt: skip
    kept = sorted((tmp_path / "echo").rglob("*.txt"))
    assert len(kept) == 2
    texts = "".join(path.read_text(encoding="utf-8") for path in kept)
    assert "Здравствуйте, Ёлкин Пётр! Баланс 100,50." in texts
    report = Path(ran.json["report"]).read_text(encoding="utf-8-sig")
    assert "{contact:19}" in report
    assert "{contact:18}" in report


def test_a_dry_run_leaves_nothing_behind(office, body, tmp_path):
    ran = office("send", "echo", "--body", body, "--to", "all", "--dry-run", "--json")
    assert ran.code == 0
    assert ran.json["ready"] == 2
    assert ran.json["chosen"] == 4
    assert ran.json["skipped"] == {"no_address": 1, "duplicate_address": 1}
    assert office("status", "--json").json == []
    assert not (tmp_path / "echo").exists()
    shown = office("send", "echo", "--body", body, "--to", "all", "--dry-run").out
    assert "2 of 4 will get it" in shown
    assert "No address: 1" in shown
    assert "Same address as another recipient: 1" in shown
    assert "Сидорова Анна" in shown


def test_nobody_is_asked_where_nobody_is(office, body):
    ran = office("send", "echo", "--body", body, "--to", "all")
    assert ran.code == 2
    assert "--yes" in ran.err
    assert office("status", "--json").json == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("answer", "sent"), [("y", 2), ("да", 2), ("n", 0), ("", 0)])
def test_the_question_is_obeyed(office, body, monkeypatch, answer, sent):
    monkeypatch.setattr(send, "_confirmed", partial(send._confirmed, Terminal(answer + "\n")))
    assert office("send", "echo", "--body", body, "--to", "all").code == 0
    assert sum(one["totals"]["accepted"] for one in office("status", "--json").json) == sent


def test_a_mailing_to_nobody_is_refused(office, body):
    ran = office("send", "echo", "--body", body, "--to", "code:19", "--yes")
    assert ran.code == 2
    assert "Nobody would get this message" in ran.err


def test_a_channel_that_is_off_says_how_to_switch_it_on(office, body):
    ran = office("send", "telegram", "--body", body, "--to", "all", "--yes")
    assert ran.code == 3
    assert "depesha settings set telegram.mode=on" in ran.err
    ran = office("settings", "set", "telegram.mode=on")
    ran = office("send", "telegram", "--body", body, "--to", "all", "--yes")
    assert ran.code == 3
    assert "telegram.main" in ran.err


def test_a_start_in_the_past_and_an_account_that_is_none_are_refused(office, body):
    words = ("send", "echo", "--body", body, "--to", "all", "--yes")
    ran = office(*words, "--at", "2020-01-01")
    assert ran.code == 2
    assert "2020-01-01" in ran.err
    for name in ("other", "(test)"):
        ran = office(*words, "--account", name)
        assert ran.code == 2
        assert "Known: echo.main" in ran.err
    assert office("accounts", "test", "echo.(test)").code == 2
    assert office("status", "--json").json == []


def test_a_wait_is_explained_and_whoever_sends_anew_need_not_wait(
    office, body, tmp_path, monkeypatch
):
    monkeypatch.setattr(sending, "PATIENCE", 0.5)
    words = ("send", "echo", "--body", body, "--to", "all", "--yes")
    (tmp_path / "echo").write_text("a file where the folder is to be", encoding="utf-8")
    ran = office(*words)
    assert ran.code == 1
    assert "echo.main waits until" in ran.out
    assert "depesha resume 1" in ran.err
    (hold,) = office("status", "1", "--json").json["holds"]
    assert hold["account"] == "echo.main"
    assert hold["reason"] == "connection"
    (tmp_path / "echo").unlink()
    assert office(*words).code == 0
    assert office("status", "1", "--json").json["totals"]["accepted"] == 2


def test_no_message_leaves_where_its_report_would_have_no_place(office, body, profile, tmp_path):
    (profile / "reports").write_text("a file", encoding="utf-8")
    ran = office("send", "echo", "--body", body, "--to", "all", "--yes")
    assert ran.code == 2
    assert "reports" in ran.err
    assert not (tmp_path / "echo").exists()


def test_test_mode_needs_no_account(office, body, profile):
    ran = office(
        "send", "email", "--body", body, "--subject", "Тема", "--to", "all", "--test-mode",
        "--yes", "--json",
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert ran.json["totals"]["accepted"] == 2
    letters = list((profile / "outbox").rglob("*.eml"))
    assert len(letters) == 2
    journal = json.loads(office("journal", "--json").out)
    assert {row["channel"] for row in journal} == {"E-mail (test mode)"}


def test_a_later_start_is_kept_for_later(office, body, tmp_path):
    ran = office(
        "send", "echo", "--body", body, "--to", "all", "--at", "2099-01-01 09:00", "--yes", "--json"
    )
    assert ran.code == 0
    assert ran.json["state"] == "running"
    assert ran.json["totals"]["queued"] == 2
    assert not (tmp_path / "echo").exists()
    assert office("stop", ran.json["mailing"], "--json").json["totals"]["cancelled"] == 2


def test_a_shipped_template_by_name_and_by_title(office):
    for name in ("balance", "Баланс", "Balance"):
        ran = office("send", "echo", "--template", name, "--to", "code:17", "--dry-run", "--json")
        assert ran.code == 0, ran.err
        assert ran.json["ready"] == 1
    ran = office("send", "echo", "--template", "нет такого", "--to", "code:17", "--dry-run")
    assert ran.code == 2
    assert "price-list" in ran.err


def test_attachments_of_each_person(office, body, tmp_path):
    (tmp_path / "17.pdf").write_bytes(b"%PDF-1")
    pattern = str(tmp_path / "{КЛИЕНТ.КОД}.pdf")
    ran = office(
        "send", "echo", "--body", body, "--to", "all", "--attach", pattern, "--yes", "--json"
    )
    assert ran.json["totals"]["accepted"] == 1
    journal = json.loads(office("journal", "--state", "skipped", "--json").out)
    assert any("18.pdf" in row["description"] for row in journal)


def test_what_will_not_look_as_it_was_typed_is_on_the_sheet(office, tmp_path):
    path = tmp_path / "m.txt"
    path.write_text("Здравствуйте! </b>", encoding="utf-8")
    words = ("send", "echo", "--subject", "Тема", "--body", path, "--to", "all", "--dry-run")
    [said] = office(*words, "--json").json["warnings"]
    assert said.startswith("Text, line 1")
    assert said in office(*words).out


@pytest.fixture
def chained(office, tmp_path):
    """Echo for whom e-mail does not reach: the words of a command."""
    assert office("settings", "set", "email.mode=test").code == 0
    (tmp_path / "short.txt").write_text("Коротко, {КЛИЕНТ.ИМЯ}", encoding="utf-8")
    return ["--to", "all", "--subject", "Тема", "--then", f"email={tmp_path / 'short.txt'}"]


def test_one_more_channel_for_whom_the_first_does_not_reach(office, body, chained):
    ran = office("send", "echo", "--body", body, *chained, "--dry-run", "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["chosen"], ran.json["ready"]) == (4, 2)
    assert [(one["ready"], one["reserved"]) for one in ran.json["links"]] == [(2, 0), (0, 2)]
    shown = office("send", "echo", "--body", body, *chained, "--dry-run").out
    assert "E-mail: 0 at once, 2 in reserve" in shown
    ran = office("send", "echo", "--body", body, *chained, "--yes", "--json", "--no-reserve")
    assert ran.code == 0, ran.err
    first, second = ran.json
    assert (first["totals"]["accepted"], second["totals"]["accepted"]) == (2, 0)
    assert second["totals"]["reserved"] == 2


@pytest.mark.parametrize(
    ("word", "said"),
    [("email", "CHANNEL=TEMPLATE"), ("pigeon=x.txt", "pigeon"), ("email=nowhere.txt", "nowhere")],
)
def test_a_further_channel_that_cannot_be_is_told(office, body, word, said):
    ran = office("send", "echo", "--body", body, "--to", "all", "--then", word, "--yes")
    assert ran.code == 2
    assert said in ran.err
    assert office("status", "--json").json == []


def test_fewer_sms_are_offered_and_taken(office, tmp_path):
    text = tmp_path / "sms.txt"
    text.write_text("Здравствуйте! " + "Заказ готов. " * 5, encoding="utf-8")
    words = ("send", "sms", "--body", str(text), "--to", "code:17", "--test-mode", "--dry-run")
    shown = office(*words).out
    assert "2 SMS" not in shown.partition("instead of 2")[0]
    assert "In Latin letters: 1 SMS instead of 2. --letters latin" in shown
    [saved] = office(*words, "--json").json["savings"]
    assert (saved["letters"], saved["segments"]) == ("latin", 1)
    told = office(*words, "--letters", "latin", "--json").json
    assert (told["segments"], told["savings"]) == (1, [])


def test_other_letters_are_for_sms(office, body):
    ran = office("send", "echo", "--body", body, "--to", "all", "--letters", "latin", "--dry-run")
    assert ran.code == 2
    assert "SMS alone" in ran.err
