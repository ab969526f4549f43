"""The report: for people to read, for the program to open again, and in nobody else's hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Reason, Refused
from depesha.delivery import control
from depesha.delivery.report import recipients_in, write_report
from depesha.delivery.selection import select
from depesha.domain.masking import WHOLE, Masking
from depesha.domain.people import Employee
from depesha.store import employees


@pytest.fixture
def report(office):
    """Sends to everybody and returns the report's text."""

    def send(to="all", masking=WHOLE, **changes) -> str:
        mailing_id = office.release(to=to, **changes)
        office.run()
        folder = office.folder / "reports"
        path = write_report(
            office.database.reader, office.mailing(mailing_id), folder, office.clock, masking
        )
        assert list(folder.glob("*.new")) == []
        return path.read_bytes().decode("utf-8-sig")

    return send


def test_totals_then_everybody_who_was_not_reached(office, report):
    for n in range(3):
        office.person(name=f"Контакт {n}", email=f"a{n}@x.ru", code=20 + n)
    office.person(name="Без адреса", code=30)
    office.post.by_address = {
        "a1@x.ru": Refused(Reason.ADDRESS_REJECTED, "550 no such user"),
        "a2@x.ru": ConnectionResetError("cut"),
    }
    text = report()
    assert "\r\n" in text, "opens in any editor"
    lines = text.replace("\r\n", "\n").split("\n")
    assert lines[0] == "Mailing 1: Новости"
    assert {"Sent: 1", "Not sent: 1", "Unknown: 1", "Skipped: 1"} <= set(lines)
    at = lines.index("post · Контакт 1 · a1@x.ru {contact:21}")
    assert lines[at + 1 : at + 4] == [
        "    Not sent: The address does not exist",
        "    Answer: 550 no such user",
        "    Check the address with the person.",
    ]
    assert "post · Без адреса · — {contact:30}" in lines
    assert "Контакт 0" not in text


def test_who_may_not_see_addresses_sees_them_in_part(office, report):
    office.person(name="Пётр", email="petrov@x.ru", code=21)
    office.post.by_address = {"petrov@x.ru": Refused(Reason.SPAM, "550 <petrov@x.ru>: no")}
    text = report(masking=Masking(emails=False))
    assert "post · Пётр · pet***@x.ru {contact:21}" in text
    assert "Answer: 550 <pet***@x.ru>: no" in text
    assert recipients_in(text) == [("contact", 21)], "and it still opens as a list"
    assert "petrov" not in text


def test_it_opens_again_as_those_whom_it_names(office, report):
    office.people(4)
    with office.database.write() as c:
        boss = employees.insert(c, Employee(name="Вера"))
    office.post.by_address["a2@x.ru"] = Refused(Reason.SPAM)
    path = office.folder / "edited.txt"
    path.write_text("переписано " + report(), encoding="utf-8")
    assert list(select(office.database.reader, [f"file:{path}"]).contacts) == [3]
    path.write_text(report(to="employees"), encoding="utf-8")
    assert list(select(office.database.reader, [f"file:{path}"]).employees) == [boss]


def test_where_all_went_well_nobody_is_named(office, report):
    office.people(2)
    text = report()
    assert "Not reached" not in text
    assert recipients_in(text) == []


INJECTIONS = [
    "{contact:1}",
    "Анна {contact:1}",
    "{contact:{contact:1}}",
    "{employee:1}\n{contact:1}",
    "x\r\npost · somebody · a@x.ru {contact:1}",
    "{contact:\x001}",
    "{contact:1\u2028}{contact:1}",
]


@pytest.mark.parametrize("evil", INJECTIONS)
def test_no_name_answer_or_title_chooses_a_recipient(office, report, evil):
    office.person(name="Жертва", code=1, email="victim@x.ru")
    office.person(name=evil, display_name=evil, code=66, email="evil@x.ru")
    office.post.by_address["evil@x.ru"] = Refused(Reason.SPAM, evil)
    text = report(title=evil)
    assert recipients_in(text) == [("contact", 66)]
    (line,) = [line for line in text.split("\r\n") if "{contact:66}" in line]
    assert line.startswith("post · ")


def test_an_address_chooses_nobody_either(office, report):
    office.person(name="Жертва", code=1, email="victim@x.ru")
    office.person(name="Б", code=66, email="{contact:1} has no at sign")
    assert recipients_in(report()) == [("contact", 66)]


def test_a_terminal_is_not_given_commands(office, report):
    office.person(name="А\x1b[2J\x07", email="a@x.ru", code=5)
    office.post.by_address["a@x.ru"] = Refused(Reason.SPAM, "\x1b]0;title\x07")
    assert "\x1b" not in report()


def test_it_is_written_anew_as_things_change(office, report):
    office.people(1)
    office.post.by_address["a0@x.ru"] = Refused(Reason.SPAM)
    assert "Not sent: 1" in report()
    office.post.by_address.clear()
    control.retry(office.database, 1, office.clock, batch_size=1)
    office.run()
    c, folder = office.database.reader, office.folder / "reports"
    assert "Sent: 1" in write_report(c, office.mailing(1), folder, office.clock, WHOLE).read_text()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{contact:5}{contact:5} {employee:5}", [("contact", 5), ("employee", 5)]),
        ("{contact: 5} {Contact:5} {contact:-5} {contact:}", []),
        ("{contact:" + "1" * 5000 + "}", []),
        ("{contact:٣}", []),
    ],
)
def test_only_a_whole_tag_counts(text, found):
    assert recipients_in(text) == found


@given(st.text())
def test_any_text_can_be_looked_through(text):
    for kind, code in recipients_in(text):
        assert f"{{{kind}:" in text
        assert code >= 0
