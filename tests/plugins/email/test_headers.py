"""Header lines: what is written is what a reader of RFC 5322, 2047 and 2231 gets."""

import re
from email import message_from_bytes, policy
from email.utils import parseaddr

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depesha.testing.smtp_letter import decoded
from depesha_email.headers import clean, file_headers, mailbox, token, unstructured

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=80) | st.text(
    'abя é=?_中😀"\\<>@,.()', max_size=120
)


def _value(line: bytes) -> str:
    """The unfolded value of one header, as the wire has it."""
    assert line.endswith(b"\r\n")
    assert not re.search(rb"\r\n(?![ \t]|\Z)", line), "a second header"
    assert not re.search(rb"\n[ \t]*\r\n", line), "a blank line ends the headers"
    assert max(map(len, line.split(b"\r\n"))) <= 76
    return line.partition(b": ")[2].removesuffix(b"\r\n").replace(b"\r\n", b"").decode("ascii")


@given(_TEXT)
@example("x" * 200)
@example("word " * 40)
@example("a" + "中" * 60)
@example("=?utf-8?q?x?=")
@example("два  пробела")
@example("a\tb")
def test_any_subject_comes_back(text: str) -> None:
    line = unstructured("Subject", text)
    wanted = clean(text)
    assert (decoded(_value(line)) if line else "") == wanted
    if line:
        # Several readers join neighbouring words before they decode: see _aligned_end.
        joined = re.sub(r"=\?UTF-8\?B\?([A-Za-z0-9+/]*)\?= (?==\?UTF-8\?B\?)", r"\1", _value(line))
        assert not re.search(r"\?B\?[A-Za-z0-9+/]*=+\?= =\?UTF-8\?B", joined)


@given(_TEXT, st.sampled_from(["a@b.ru", f"{'x' * 60}@{'y' * 60}.example.org"]))
@example('quote " and back\\slash', "a@b.ru")
@example("comma, semi; colon:", "a@b.ru")
@example("Иванов-Петров Иван Иванович, отдел закупок и снабжения", "a@b.ru")
def test_any_name_comes_back_beside_its_address(name: str, address: str) -> None:
    line = mailbox("To", name, address)
    lines = line.split(b"\r\n")
    assert all(len(one) <= 76 for one in lines if address.encode() not in one)
    value = line.partition(b": ")[2].removesuffix(b"\r\n").replace(b"\r\n", b"").decode("ascii")
    phrase, found = parseaddr(value)
    assert found == address
    assert decoded(phrase) == clean(name)


@given(st.text(max_size=60))
def test_clean_leaves_nothing_that_ends_a_line(text: str) -> None:
    got = clean(text)
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", got)
    assert got == got.strip()
    got.encode("utf-8")


def test_empty_and_plain_stay_as_they_are() -> None:
    assert unstructured("Subject", "") == b""
    assert unstructured("Subject", "\r\n") == b""
    assert unstructured("Subject", "Order 5 is ready") == b"Subject: Order 5 is ready\r\n"
    assert mailbox("To", "", "a@b.ru") == b"To: a@b.ru\r\n"
    assert mailbox("To", "Ivan", "a@b.ru") == b'To: "Ivan" <a@b.ru>\r\n'


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200))
@example("Прайс.pdf")
@example('a"b.txt')
@example("..")
@example(" .x")
@example("я" * 400 + ".xlsx")
@example("no-suffix")
@example("x." + "я" * 300)
def test_any_file_name_comes_back(name: str) -> None:
    raw = file_headers("application/pdf", name, "attachment")
    assert raw.endswith(b"\r\n\r\n")
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    part = message_from_bytes(raw, policy=policy.default)
    assert part.keys() == ["Content-Type", "Content-Transfer-Encoding", "Content-Disposition"]
    assert part.get_content_type() == "application/pdf"
    wanted = re.sub(r'[\\/:*?"<>|]', "_", clean(name)) or "file"
    found = part.get_filename()
    assert found
    if len(wanted.encode()) <= 240:
        assert found == wanted
    else:
        assert len(found.encode()) <= 240
        assert wanted.startswith(found[:50])


@pytest.mark.parametrize(
    ("mime", "written"),
    [
        ("image/PNG", "image/png"),
        ("application/vnd.ms-excel", "application/vnd.ms-excel"),
        ("", "application/octet-stream"),
        ("text/html; charset=x\r\nBcc: a@b.ru", "application/octet-stream"),
    ],
)
def test_a_type_is_one_or_it_is_bytes(mime: str, written: str) -> None:
    part = message_from_bytes(file_headers(mime, "a", "inline", "c\r\n<1>"))
    assert part.get_content_type() == written
    assert part["content-id"] == "<c___1_>"
    assert part["bcc"] is None


def test_tokens_are_tokens() -> None:
    assert token("logo-1@x") == b"logo-1@x"
    assert token("a b\r\nc>я") == b"a_b__c__"
    assert len(token("x" * 500)) == 200
