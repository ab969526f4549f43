"""Our letters read by GMime, a strict MIME parser of other people in another language.

Debian: `libgmime-3.0-0`. Elsewhere the tests are skipped.
"""

import ctypes
import ctypes.util
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from depesha.api import Attachment, Message, Picture
from depesha_email.account import EmailAccount
from depesha_email.letter import Composer

_P, _S = ctypes.c_void_p, ctypes.c_char_p
_WARNING = ctypes.CFUNCTYPE(None, ctypes.c_int64, ctypes.c_int, _S, _P)
_STRICT = 1
_FUNCTIONS = {
    "g_mime_init": (None, []),
    "g_mime_stream_mem_new_with_buffer": (_P, [_S, ctypes.c_size_t]),
    "g_mime_parser_new_with_stream": (_P, [_P]),
    "g_mime_parser_options_new": (_P, []),
    "g_mime_parser_options_set_rfc2047_compliance_mode": (None, [_P, ctypes.c_int]),
    "g_mime_parser_options_set_address_compliance_mode": (None, [_P, ctypes.c_int]),
    "g_mime_parser_options_set_parameter_compliance_mode": (None, [_P, ctypes.c_int]),
    "g_mime_parser_options_set_warning_callback": (None, [_P, _WARNING, _P]),
    "g_mime_parser_construct_message": (_P, [_P, _P]),
    "g_mime_message_get_subject": (_S, [_P]),
    "g_mime_message_get_from": (_P, [_P]),
    "g_mime_message_get_to": (_P, [_P]),
    "g_mime_message_get_mime_part": (_P, [_P]),
    "g_mime_multipart_get_count": (ctypes.c_int, [_P]),
    "g_mime_multipart_get_part": (_P, [_P, ctypes.c_int]),
    "g_mime_multipart_get_type": (ctypes.c_size_t, []),
    "g_mime_text_part_get_type": (ctypes.c_size_t, []),
    "g_mime_text_part_get_text": (_P, [_P]),
    "g_mime_part_get_filename": (_S, [_P]),
    "g_mime_part_get_content": (_P, [_P]),
    "g_mime_part_get_content_id": (_S, [_P]),
    "g_mime_data_wrapper_write_to_stream": (ctypes.c_ssize_t, [_P, _P]),
    "g_mime_stream_mem_new": (_P, []),
    "g_mime_stream_mem_get_byte_array": (_P, [_P]),
    "internet_address_list_length": (ctypes.c_int, [_P]),
    "internet_address_list_get_address": (_P, [_P, ctypes.c_int]),
    "internet_address_get_name": (_S, [_P]),
    "internet_address_mailbox_get_addr": (_S, [_P]),
    "g_type_check_instance_is_a": (ctypes.c_int, [_P, ctypes.c_size_t]),
    "g_object_unref": (None, [_P]),
    "g_free": (None, [_P]),
}


class _ByteArray(ctypes.Structure):
    _fields_ = (("data", _P), ("len", ctypes.c_uint))


class Reader:
    """One letter at a time."""

    def __init__(self, library: ctypes.CDLL) -> None:
        self.c = library
        for name, (result, arguments) in _FUNCTIONS.items():
            function = getattr(library, name)
            function.restype, function.argtypes = result, arguments
        library.g_mime_init()
        self.warnings: list[tuple[int, bytes]] = []
        self._callback = _WARNING(lambda _at, kind, item, _data: self.warnings.append((kind, item)))
        self._options = library.g_mime_parser_options_new()
        for what in ("rfc2047", "address", "parameter"):
            getattr(library, f"g_mime_parser_options_set_{what}_compliance_mode")(
                self._options, _STRICT
            )
        library.g_mime_parser_options_set_warning_callback(self._options, self._callback, None)

    def read(self, raw: bytes) -> dict[str, object]:
        """Subject, from, to, and the leaves in order as (file name, content id, content)."""
        c = self.c
        stream = c.g_mime_stream_mem_new_with_buffer(raw, len(raw))
        parser = c.g_mime_parser_new_with_stream(stream)
        letter = c.g_mime_parser_construct_message(parser, self._options)
        try:
            return {
                "subject": (c.g_mime_message_get_subject(letter) or b"").decode(),
                "from": self._mailbox(c.g_mime_message_get_from(letter)),
                "to": self._mailbox(c.g_mime_message_get_to(letter)),
                "leaves": list(self._leaves(c.g_mime_message_get_mime_part(letter))),
            }
        finally:
            for thing in (letter, parser, stream):
                c.g_object_unref(thing)

    def _mailbox(self, found: int) -> tuple[str, str]:
        assert self.c.internet_address_list_length(found) == 1
        one = self.c.internet_address_list_get_address(found, 0)
        name = self.c.internet_address_get_name(one) or b""
        return name.decode(), self.c.internet_address_mailbox_get_addr(one).decode()

    def _leaves(self, part: int) -> Iterator[tuple[str, str, str | bytes]]:
        c = self.c
        if c.g_type_check_instance_is_a(part, c.g_mime_multipart_get_type()):
            for index in range(c.g_mime_multipart_get_count(part)):
                yield from self._leaves(c.g_mime_multipart_get_part(part, index))
            return
        name = (c.g_mime_part_get_filename(part) or b"").decode()
        cid = (c.g_mime_part_get_content_id(part) or b"").decode()
        yield name, cid, self._content(part)

    def _content(self, part: int) -> str | bytes:
        c = self.c
        if c.g_type_check_instance_is_a(part, c.g_mime_text_part_get_type()):
            text = c.g_mime_text_part_get_text(part)
            try:
                return ctypes.string_at(text).decode()
            finally:
                c.g_free(text)
        memory = c.g_mime_stream_mem_new()
        c.g_mime_data_wrapper_write_to_stream(c.g_mime_part_get_content(part), memory)
        array = _ByteArray.from_address(c.g_mime_stream_mem_get_byte_array(memory))
        try:
            return ctypes.string_at(array.data, array.len)
        finally:
            c.g_object_unref(memory)


@pytest.fixture(scope="module")
def gmime() -> Reader:
    found = ctypes.util.find_library("gmime-3.0")
    if found is None and not sys.platform.startswith("linux"):
        pytest.skip("GMime is not there")
    assert found, "install libgmime-3.0-0"
    return Reader(ctypes.CDLL(found))


@pytest.fixture
def composer() -> Composer:
    return Composer(EmailAccount(sender="office@firma.example", sender_name="ООО «Ромашка»"))


_WORDS = [
    "Уважаемый",
    "клиент",
    "заказ",
    "готов",
    "оплата",
    "счёт",
    "№",
    "5",
    "распродажа",
    "50%",
    "«Ромашка»",
    "ООО",
    "—",
    "…",
    "Ёлкин",
    "Иванов-Петров",
    "special",
    "offer",
    "Order",
    "#17",
    "=?utf-8?q?fake?=",
    "=?UTF-8?B??",
    "=?=",
    "a_b",
    "<tag>",
    "&amp;",
    "O'Neil",
    '"quoted"',
    "back\\slash",
    "(comment)",
    "comma,",
    "semi;",
    "colon:",
    "user@host",
    "😀",
    "👨\u200d👩\u200d👧",
    "é",
    "中文",
    "ß",
    "оченьдлинноесловобезпробеловкотороенезаканчиваетсяпокаегонеперенесут",
    "averyverylongwordwithoutanyblanksthatdoesnotendbeforethelineendsandbeyondit",
    ".",
]
_BETWEEN = (" ", " ", " ", " ", "  ", "   ", "\u00a0", "")


def _random_text(dice: random.Random, most: int) -> str:
    words = [dice.choice(_WORDS) for _ in range(dice.randint(1, most))]
    text = "".join(word + dice.choice(_BETWEEN) for word in words)
    return dice.choice((text, text.strip(), " " + text))


@pytest.mark.slow  # ten thousand of each take about six seconds
def test_ten_thousand_subjects_and_names_arrive_exactly(gmime: Reader, composer: Composer) -> None:
    dice = random.Random(20_261_101)
    wrong = []
    for number in range(10_000):
        subject, name = _random_text(dice, 25), _random_text(dice, 8)
        raw = composer.letter(
            Message(f"k-{number}", "anna@example.org", name=name, subject=subject, text="x")
        ).content()
        got = gmime.read(raw)
        if (got["subject"], got["to"]) != (subject.strip(), (name.strip(), "anna@example.org")):
            wrong.append((subject, name, got))
    assert not wrong, f"{len(wrong)} wrong, e.g. {wrong[0]}"
    assert not gmime.warnings, f"GMime complains: {gmime.warnings[:5]}"


def test_a_full_letter_is_read_in_all_its_parts(
    gmime: Reader, composer: Composer, tmp_path: Path
) -> None:
    names = [
        "Прайс-лист «весна» 2026, итог.pdf",
        "plain name.txt",
        'a"b\\c;d=é.bin',
        "я" * 300 + ".x",
    ]
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 5)
    picture = Picture("logo-1", "image/png", b"\x89PNG\r\n\x1a\n" * 100)
    raw = composer.letter(
        Message(
            "k-1",
            "anna@example.org",
            name="Анна",
            subject="Всё",
            text="Привет\n.точка\n",
            html='<p>Привет</p><img src="cid:logo-1">',
            pictures=(picture,),
            attachments=tuple(Attachment(name, "application/pdf", path) for name in names),
        )
    ).content()
    got = gmime.read(raw)
    assert got["from"] == ("ООО «Ромашка»", "office@firma.example")
    leaves = got["leaves"]
    assert isinstance(leaves, list)
    text, html, image, *files = leaves
    assert text == ("", "", "Привет\r\n.точка\r\n")
    assert html == ("", "", '<p>Привет</p><img src="cid:logo-1">')
    assert image == ("logo-1.png", "logo-1", picture.data)
    assert [content for _name, _cid, content in files] == [path.read_bytes()] * len(names)
    assert [name for name, _cid, _content in files] == [
        names[0],
        names[1],
        "a_b_c;d=é.bin",
        "я" * 119 + ".x",
    ]
    assert not gmime.warnings, f"GMime complains: {gmime.warnings[:5]}"
