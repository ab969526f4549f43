"""Shared parts are made once, held as long as needed, and no longer."""

import gc
from collections.abc import Callable
from email import message_from_bytes
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from depesha.api import Attachment, Picture, Reason, Refused
from depesha_email import parts
from depesha_email.parts import Parts, lines


@pytest.fixture
def a_file(tmp_path: Path) -> Callable[..., Attachment]:
    """An attachment with that content."""

    def make(content: bytes, name: str = "file.bin") -> Attachment:
        path = tmp_path / name
        path.write_bytes(content)
        return Attachment(name, "application/octet-stream", path)

    return make


@given(st.binary(max_size=400) | st.integers(3600, 3700).map(bytes))
@example(bytes(57 * 64))
@example(bytes(57 * 64 * 2 + 1))
def test_lines_are_base64_of_76(data: bytes) -> None:
    import base64

    wanted = base64.encodebytes(data).replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    assert lines(data) == wanted


@pytest.mark.parametrize("size", [0, 1, 57, 58, parts._BLOCK, parts._BLOCK * 3 + 5, (1 << 20) + 1])
def test_small_and_large_files_arrive_alike(a_file: Callable[..., Attachment], size: int) -> None:
    content = bytes(n % 251 for n in range(1000)) * (size // 1000 + 1)
    attachment = a_file(content[:size])
    [data] = Parts().encoded([attachment])
    part = message_from_bytes(bytes(data))
    assert part.get_payload(decode=True) == content[:size]
    assert max(map(len, bytes(data).split(b"\r\n"))) <= 76


def test_all_sessions_share_one_encoded_form(a_file: Callable[..., Attachment]) -> None:
    picture, attachment = Picture("a", "image/png", b"x"), a_file(b"content")
    one, two = Parts(), Parts()
    first = one.encoded([picture, attachment])
    attachment.path.write_bytes(b"changed meanwhile")
    assert all(a is b for a, b in zip(first, two.encoded([picture, attachment]), strict=True))


def test_equal_pictures_are_not_the_same_picture() -> None:
    same = {"cid": "a", "mime": "image/png", "data": b"x"}
    one, two = Parts().encoded([Picture(**same), Picture(**same)])  # type: ignore[arg-type]
    assert one is not two


def test_one_picture_twice_is_there_twice() -> None:
    picture = Picture("a", "image/png", b"x")
    assert len(Parts().encoded([picture, picture])) == 2


def test_what_was_one_persons_goes(a_file: Callable[..., Attachment]) -> None:
    """A letter's own attachments, ten thousand recipients: nothing may pile up."""
    held = Parts()
    shared = Picture("a", "image/png", b"x")
    for number in range(50):
        held.encoded([shared, a_file(b"bill", f"bill-{number}.pdf")])
    gc.collect()
    assert len(held._held) == 2
    assert sum(one.source is shared for one in parts._shared.values()) == 1
    ids = set(held._held)
    assert ids <= set(parts._shared)
    del held
    gc.collect()
    assert not ids & set(parts._shared)


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(Refused) as caught:
            Parts().encoded([Attachment("x.pdf", "a/b", path)])
        assert caught.value.reason is Reason.MISSING_ATTACHMENT
        assert path.name in caught.value.answer
        assert str(tmp_path.parent) not in caught.value.answer
