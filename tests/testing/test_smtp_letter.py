"""What the played provider reads in a letter."""

import pytest

from depesha.testing.smtp_letter import complaint, decoded, key_of, received


@pytest.mark.parametrize(
    ("header", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?b?0J/RgNC40LLQtdGC?=", "Привет"),
        ("=?UTF-8?Q?=D0=9F_a?= b", "П a b"),
        ("=?utf-8?b?0J8=?= =?utf-8?b?0J8=?=", "ПП"),
        ("=?utf-8?b?0J8=?=\r\n =?utf-8?b?IA==?= x", "П  x"),
        ("a\r\n b", "a b"),
        ("=?koi8-r?b?8A==?=", "П"),
        ("=? not a word ?=", "=? not a word ?="),
    ],
)
def test_headers_are_decoded_as_rfc_2047_says(header: str, text: str) -> None:
    assert decoded(header) == text


def test_the_text_part_is_found_wherever_it_is() -> None:
    raw = (
        b"Message-ID: <k-9@x>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html\r\n\r\n<p>\r\n"
        b'--b\r\nContent-Type: text/plain; charset="utf-8"\r\n'
        b"Content-Transfer-Encoding: base64\r\n\r\n0J/RgNC40LLQtdGC\r\n--b--\r\n"
    )
    got = received(raw, "a@b.ru")
    assert (got.text, got.key, got.subject, got.address) == ("Привет", "k-9", "", "a@b.ru")


def test_the_key_is_looked_for_in_the_headers_only() -> None:
    assert key_of(b"MESSAGE-ID: <k-1@x>\r\n\r\n") == "k-1"
    assert key_of(b"a: b\r\n\r\nMessage-ID: <k-1@x>\r\n") == ""


def test_a_strict_server_complains() -> None:
    assert complaint(b"a: b\r\n\r\nx\r\n", eight_bit=False) == ""
    assert complaint(b"a\rb\r\n", eight_bit=False).startswith("521")
    assert complaint(b"x" * 998 + b"\r\n", eight_bit=False) == ""
    assert complaint(b"x" * 999 + b"\r\n", eight_bit=False).startswith("500")
    assert complaint(b"\xff\r\n", eight_bit=False).startswith("554")
    assert complaint(b"\xff\r\n", eight_bit=True) == ""
