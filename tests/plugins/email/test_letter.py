"""Letters: the right parts in the right order, and lines that every server takes."""

import email
import re
from collections.abc import Callable
from dataclasses import replace
from email.message import Message as Parsed
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.api import Attachment, Message, Picture, Secret
from depesha.testing.smtp_letter import complaint, key_of, received
from depesha_email.account import EmailAccount
from depesha_email.letter import Composer
from depesha_email.unsubscribing import OptOuts

ACCOUNT = EmailAccount(
    sender="office@firma.example",
    sender_name="ООО «Ромашка»",
    reply_to="sales@firma.example",
    unsubscribe="stop+list@firma.example",
    unsubscribe_key=Secret("a key"),
)
PICTURE = Picture("logo", "image/png", b"\x89PNG")
TEXT, HTML = "text/plain", "text/html"


@pytest.fixture
def file(tmp_path: Path) -> Attachment:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    return Attachment("a.pdf", "application/pdf", path)


def _shape(part: Parsed) -> Any:
    kind = part.get_content_type()
    if not part.is_multipart():
        return kind
    return (kind, [_shape(one) for one in part.get_payload()])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("has", "shape"),
    [
        ("text", TEXT),
        ("html", HTML),
        ("text html", ("multipart/alternative", [TEXT, HTML])),
        ("html picture", ("multipart/related", [HTML, "image/png"])),
        (
            "text html picture",
            ("multipart/related", [("multipart/alternative", [TEXT, HTML]), "image/png"]),
        ),
        ("text file", ("multipart/mixed", [TEXT, "application/pdf"])),
        ("text picture", ("multipart/mixed", [TEXT, "image/png"])),
        (
            "text html picture file",
            (
                "multipart/mixed",
                [
                    (
                        "multipart/related",
                        [("multipart/alternative", [TEXT, HTML]), "image/png"],
                    ),
                    "application/pdf",
                ],
            ),
        ),
    ],
)
def test_a_letter_has_the_levels_it_needs_and_no_more(
    file: Attachment, has: str, shape: Any
) -> None:
    message = Message(
        "k-1",
        "anna@example.org",
        text="t" if "text" in has else "",
        html="<p>h</p>" if "html" in has else "",
        pictures=(PICTURE,) if "picture" in has else (),
        attachments=(file,) if "file" in has else (),
    )
    parsed = email.message_from_bytes(Composer(ACCOUNT).letter(message).content())
    assert _shape(parsed) == shape
    assert not any(part.defects for part in parsed.walk())
    if "multipart/related" in str(shape):
        related = next(p for p in parsed.walk() if p.get_content_type() == "multipart/related")
        first = related.get_payload(0)
        assert isinstance(first, Parsed)
        assert related.get_param("type") == first.get_content_type()


def test_the_headers_say_what_they_must(a_message: Callable[..., Message]) -> None:
    raw = Composer(ACCOUNT).letter(a_message(key="k-17")).content()
    head = email.message_from_bytes(raw)
    assert key_of(raw) == "k-17"
    assert head["message-id"] == "<k-17@firma.example>"
    assert head["reply-to"] == "sales@firma.example"
    assert head["auto-submitted"] == "auto-generated"
    assert head["precedence"] == "bulk"
    assert head["list-id"] == "<office.firma.example>"
    way_out = head["list-unsubscribe"]
    assert way_out.startswith("<mailto:stop%2Blist@firma.example?subject=unsubscribe-k-17.")
    assert OptOuts(ACCOUNT.unsubscribe_key).find(way_out) == ("k-17", True)
    assert "list-unsubscribe-post" not in head, "that promises a web server"
    assert parsedate_to_datetime(head["date"]).tzinfo is not None
    assert [key for key in head if head.get_all(key) != [head[key]]] == []
    assert head["bcc"] is None


def test_a_page_for_one_click_comes_first_and_promises_it(
    a_message: Callable[..., Message],
) -> None:
    page = replace(ACCOUNT, unsubscribe_url="https://firma.example/stop?t={token}&l=ru")
    raw = Composer(page).letter(a_message(key="k-17")).content()
    head = email.message_from_bytes(raw)
    first, second = " ".join(head["list-unsubscribe"].split()).split(", ")
    token = OptOuts(ACCOUNT.unsubscribe_key).token("k-17")
    assert first == f"<https://firma.example/stop?t={token}&l=ru>"
    assert second.startswith("<mailto:")
    assert head["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"


def test_without_an_unsubscribe_address_there_is_no_list(
    a_message: Callable[..., Message],
) -> None:
    raw = Composer(EmailAccount(sender="office@firma.example")).letter(a_message()).content()
    assert b"list-" not in raw.lower()
    assert b"Reply-To" not in raw
    assert b"From: office@firma.example\r\n" in raw


_TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [".", "..", "--=_a", "--", "From x", "a", "я", "", " ", "x" * 1500, "\r", "\x00"]
    ),
    max_size=6,
).map("\n".join)


@given(_TEXTS, _TEXTS)
def test_any_text_arrives_and_needs_no_dots_doubled(text: str, html: str) -> None:
    letter = Composer(ACCOUNT).letter(Message("k-1", "anna@example.org", text=text, html=html))
    raw = letter.content()
    assert len(raw) == letter.size
    assert complaint(raw, eight_bit=False) == ""
    assert raw.endswith(b"\r\n")
    assert not re.search(rb"^(\.|From )", raw, re.MULTILINE)
    got = received(raw, "x").text if text or not html else ""
    wanted = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    assert got.replace("\r\n", "\n") in {wanted, wanted + "\n"}


def test_plain_english_stays_readable_and_russian_is_encoded(
    a_message: Callable[..., Message],
) -> None:
    composer = Composer(ACCOUNT)
    assert (
        b"\r\n\r\nDear Anna,\r\nbye\r\n"
        in composer.letter(a_message(text="Dear Anna,\nbye\n")).content()
    )
    assert b"Content-Transfer-Encoding: base64" in composer.letter(a_message()).content()


def test_large_parts_are_pieces_of_their_own(
    a_message: Callable[..., Message], tmp_path: Path
) -> None:
    """Not copied per letter, and written before the rest: until then nothing can be lost."""
    path = tmp_path / "x"
    path.write_bytes(bytes(200_000))
    composer = Composer(ACCOUNT)
    large = Attachment("x", "a/b", path)
    one, two = (composer.letter(a_message(attachments=(large,))) for _ in range(2))
    [at] = [n for n, piece in enumerate(one.pieces) if len(piece) > 200_000]
    assert one.pieces[at] is two.pieces[at]
    first, last = one.halves
    assert first[-1] is one.pieces[at]
    assert [*first, *last] == one.pieces
    small = composer.letter(a_message(html="<p>", pictures=(PICTURE,)))
    assert small.halves == ((), small.pieces)
