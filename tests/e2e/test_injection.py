"""Values are values: whatever stands in a name, a category, a field, a file's name or a setting, it
adds no header, no recipient, no tag, no macro, no formula and no order to the terminal. Judged by
what the played providers received.
"""

import csv
import email
import json
import re
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from depesha.domain.people import Contact, Employee
from depesha.store import contacts, employees
from depesha.store.database import Database
from depesha.testing.bot_api import BotApi
from depesha.testing.sms_gateways import SmsGateways
from depesha.testing.smtp import Features, SmtpProvider, Stage

HEADERS = ["\r\nBcc: x@y.example", "\nBcc: x@y.example", "\rBcc: x@y.example",
           "\u2028Bcc: x@y.example", "\x85Bcc: x@y.example", "\x0b\x0cBcc: x@y.example",
           "\r\n\r\n<b>body</b>", "\r\n.\r\nMAIL FROM:<x@y.example>\r\n", "\x00\x1b[2J",
           "=?UTF-8?Q?=0D=0ABcc:_x?=", "<x@y.example>, y@z.example", '" <x@y.example>',
           " \\\" (comment) "]  # fmt: skip
MARKUP = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onclick='alert(1)",
          "<a href='javascript:alert(1)'>x</a>", "&lt;b&gt;&amp;", "</body></html>", "<!--", "]]>",
          "<b>bold</b>", "{{ 7 * 7 }}", "{% for x in y %}", "{КЛИЕНТ.ТЕЛЕФОН}", "{# x #}",
          "cid:logo.png", "<tg-spoiler>x</tg-spoiler>"]  # fmt: skip
NAMES = {"Date", "Message-ID", "To", "Subject", "From", "Reply-To", "MIME-Version", "List-Id",
         "Auto-Submitted", "Precedence", "X-Auto-Response-Suppress", "List-Unsubscribe",
         "Content-Type"}  # fmt: skip
PART_NAMES = {"Content-Type", "Content-Transfer-Encoding", "Content-ID", "Content-Disposition"}
PNG = b"\x89PNG\r\n\x1a\n" + bytes(60)
ALL_MACROS = "{КЛИЕНТ.ИМЯ} {КЛИЕНТ.КАТЕГОРИЯ} {МЕНЕДЖЕР.ИМЯ} {ВАЛЮТА.СИМВОЛ} {ФИРМА.ИМЯ} {Скидка}"


@pytest.fixture
def evil(office):
    """An office in which every text that a macro can stand for is the one given."""

    def make(text: str):
        database = Database(office.profile / "depesha.db")
        with database.write() as c:
            manager = employees.insert(c, Employee(name=text, email="boss@example.com"))
            category = c.execute(
                "INSERT INTO category (name, name_key) VALUES (?, ?)", (text, text)
            ).lastrowid
            contacts.insert(
                c,
                Contact(
                    code=66, name=text, display_name=text, email="victim@example.com",
                    mobile_phone="+79160000066", telegram="1066", manager_id=manager,
                    category_id=category, currency=text, balance=Decimal(1), city=text,
                    custom={"Скидка": text},
                ),
            )  # fmt: skip
        database.close()
        name = "".join(c for c in text if c.isprintable()) or "x"
        assert office.cli("settings", "set", f"office.name={name}").code == 0
        return office

    return make


@pytest.fixture
def smtp(office):
    with SmtpProvider(Features(login="o@example.com", password="pw-of-office")) as provider:
        office.fill_in(
            "email.main",
            {
                "host": provider.host, "port": str(provider.port), "ca_file": provider.ca,
                "security": "starttls", "login": "o@example.com", "password": "pw-of-office",
                "sender": "o@example.com", "sender_name": "Депеша; <x@y.example>, \"y\"",
                "reply_to": "r@example.com", "unsubscribe": "u@example.com",
            },
        )  # fmt: skip
        yield provider


def blocks(raw: bytes) -> list[bytes]:
    """The header blocks of a letter and of all its parts."""
    message = email.message_from_bytes(raw)
    assert raw.isascii()
    assert b"\r" not in raw.replace(b"\r\n", b"")
    head = raw.partition(b"\r\n\r\n")[0]
    boundaries = {part.get_boundary() for part in message.walk() if part.is_multipart()}
    found = [head]
    for boundary in boundaries:
        pieces = raw.split(b"--" + boundary.encode())[1:-1]
        found += [piece.partition(b"\r\n\r\n")[0].strip() for piece in pieces]
    return found


def names(block: bytes) -> list[str]:
    return [line.partition(b":")[0].decode() for line in re.split(rb"\r\n(?![ \t])", block) if line]


@pytest.mark.parametrize("text", HEADERS, ids=ascii)
def test_no_value_becomes_a_header(evil, smtp, text):
    office = evil(f"Пётр{text}")
    (office.folder / "text.txt").write_text(f"Здравствуйте! {ALL_MACROS}", encoding="utf-8")
    # A path is one line; a picture's name may be anything.
    name = text.replace("/", "_").replace("\0", "_")
    paper = office.folder / f"Счёт{''.join(filter(str.isprintable, name))}.pdf"
    picture = office.folder / f"a{name}.png"
    paper.write_bytes(b"%PDF")
    picture.write_bytes(PNG)
    ran = office.cli(
        "send", "email", "--subject", f"Тема {ALL_MACROS}", "--body", "text.txt", "--to", "code:66",
        "--attach", paper, "--image", picture, "--yes",
    )  # fmt: skip
    assert ran.code == 0, ran.out + ran.err
    (got,) = smtp.received
    assert [argument for stage, argument in smtp.commands if stage is Stage.RCPT] == [
        "TO:<victim@example.com>"
    ]
    head, *parts = blocks(got.raw)
    assert sorted(names(head)) == sorted(NAMES), "each once, and no other"
    assert parts
    for part in parts:
        assert set(names(part)) <= PART_NAMES
    message = email.message_from_bytes(got.raw, policy=email.policy.default)
    assert [one.addr_spec for one in message["To"].addresses] == ["victim@example.com"]
    assert [one.addr_spec for one in message["From"].addresses] == ["o@example.com"]
    assert message["From"].addresses[0].display_name == 'Депеша; <x@y.example>, "y"'
    for value in message.values():
        assert not set("\r\n\0") & set(str(value))
    assert "\x1b" not in ran.out


class Tags(HTMLParser):
    """What a mail program would make of it."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(document)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.tags.append("comment")


SIMPLE = f"<b>Здравствуйте</b> {ALL_MACROS}"
HTML = f"""+++
format = "html"
subject = "Тема"
+++
<html><head><style>p {{ color: red }}</style></head><body><p title="{{Скидка}}">{ALL_MACROS}</p>
<a href="https://example.com/?q={{Скидка}}">link</a></body></html>"""


@pytest.mark.parametrize("source", [SIMPLE, HTML], ids=["simple", "html"])
def test_no_value_becomes_markup_in_a_letter(evil, smtp, source):
    office = evil("Пётр " + " ".join(MARKUP))
    harmless = Contact(code=67, name="Анна", display_name="Анна", email="anna@example.org")
    office.put(harmless)
    text = office.folder / "text.txt"
    plain = source.replace(ALL_MACROS, "{КЛИЕНТ.ИМЯ} {Скидка|нет}").replace(
        "{Скидка}", "{Скидка|нет}"
    )
    text.write_text(plain, encoding="utf-8")
    ran = office.cli(
        "send", "email", "--subject", "Т", "--template", text, "--to", "code:66,67", "--yes"
    )
    assert ran.code == 0, ran.out + ran.err
    evil_one, good_one = (
        Tags(html_of(one.raw))
        for one in sorted(smtp.received, key=lambda one: one.address, reverse=True)
    )
    assert evil_one.tags == good_one.tags, "the same tags, whoever gets it"
    assert [name for name, _value in evil_one.attributes] == [n for n, _v in good_one.attributes]
    for value in MARKUP:
        assert " ".join(value.split()) in " ".join(evil_one.text.split())
    for name, value in evil_one.attributes:
        assert not name.startswith("on")
        assert not value.lower().startswith("javascript:")


def html_of(raw: bytes) -> str:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    return str(message.get_body(("html",)).get_content())


def test_no_value_becomes_markup_in_telegram(evil):
    office = evil("Пётр " + " ".join(MARKUP))
    (office.folder / "text.txt").write_text(
        '<b>Здравствуйте</b> <a href="https://example.com/?q={Скидка}">x</a> ' + ALL_MACROS,
        encoding="utf-8",
    )
    with BotApi() as api:
        office.fill_in("telegram.main", {"base_url": api.url, "token": api.token})
        ran = office.cli("send", "telegram", "--body", "text.txt", "--to", "code:66", "--yes")
        assert ran.code == 0, ran.out + ran.err
        (got,) = api.received
    params = json.loads(got.raw)["params"]
    assert params["parse_mode"] == "HTML"
    assert got.address == "1066"
    shown = Tags(params["text"])
    assert shown.tags == ["b", "a"]
    assert [name for name, _value in shown.attributes] == ["href"]
    assert shown.attributes[0][1].startswith("https://example.com/?q=")
    for value in MARKUP:
        assert value in shown.text


def test_an_sms_says_what_was_typed(evil):
    text = "Пётр <b> & {{ 7 * 7 }} {КЛИЕНТ.ТЕЛЕФОН}"
    office = evil(text)
    (office.folder / "text.txt").write_text("{КЛИЕНТ.ИМЯ}", encoding="utf-8")
    with SmsGateways() as gateways:
        office.fill_in("sms.main", gateways.account("smsc"))
        ran = office.cli("send", "sms", "--body", "text.txt", "--to", "code:66", "--yes")
        assert ran.code == 0, ran.out + ran.err
        (got,) = gateways.received
    assert (got.address, got.text) == ("+79160000066", text)


@pytest.mark.parametrize("field", ["sender", "sender_name", "reply_to", "unsubscribe", "login"])
def test_a_setting_edited_by_hand_becomes_no_header(office, smtp, field):
    path = office.profile / "settings.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{field} =")]
    at = kept.index("[email.main]") + 1
    kept.insert(at, f'{field} = "o@example.com\\r\\nBcc: x@y.example"')
    path.write_text("\n".join(kept), encoding="utf-8")
    (office.folder / "text.txt").write_text("Добрый день!", encoding="utf-8")
    before = office.state()
    ran = office.cli(
        "send", "email", "--subject", "Т", "--body", "text.txt", "--to", "code:17", "--yes"
    )
    assert ran.code == 2
    assert f"email.main.{field}: must be one line" in ran.err
    assert office.state() == before
    assert smtp.received == []
    assert smtp.connections == 0


def test_no_name_becomes_a_formula_a_recipient_or_an_order(evil):
    office = evil("=cmd|' /C calc'!A0 {contact:17}\x1b[2J")
    (office.folder / "text.txt").write_text("{МЕНЕДЖЕР.ПОЧТА}", encoding="utf-8")
    ran = office.cli(
        "send", "echo", "--body", "text.txt", "--attach", "{КЛИЕНТ.КОД}.pdf", "--to", "code:66",
        "--to", "code:18", "--yes",
    )  # fmt: skip
    assert ran.code == 2, "nobody's attachment is there"
    (office.folder / "66.pdf").write_bytes(b"%PDF")
    (office.folder / "text.txt").write_text("Привет", encoding="utf-8")
    words = ("send", "echo", "--body", "text.txt", "--attach", "{КЛИЕНТ.КОД}.pdf", "--to", "all")
    ran = office.cli(*words, "--yes", "--json")
    assert ran.json["totals"]["accepted"] == 1
    report = Path(ran.json["report"]).read_text(encoding="utf-8-sig")
    again = office.cli(
        "preview", "echo", "--body", "text.txt", "--to", f"file:{ran.json['report']}"
    )
    assert "{contact:18}" in report
    assert report.count("{contact:17}") == 1, "his own, not the one in the other's name"
    assert "\x1b" not in again.out + office.cli("journal").out + office.cli("contacts").out
    assert office.cli("journal", "--format", "csv", "--output", "j.csv").code == 0
    with (office.folder / "j.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter=";") for cell in row]
    assert any(cell.startswith("'=cmd") for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)
