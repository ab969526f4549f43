"""Unsent texts outlive whatever wrote them."""

from array import array
from dataclasses import replace

import pytest

from depesha.api import Picture
from depesha.delivery.composition import Composition
from depesha.delivery.drafts import Draft, DraftFiles
from depesha.delivery.selection import Selection
from depesha.domain.errors import InputError

LETTER = Composition(
    channel="email",
    body='Привет, {КЛИЕНТ.ИМЯ}!\n<img src="cid:a.png">',
    format="html",
    title="Название",
    subject="Тема",
    attachments=("/tmp/a.pdf", r"C:\acts\{КЛИЕНТ.КОД}.pdf"),
    pictures=(Picture("a.png", "image/png", b"\x89PNG..."),),
    people=Selection(array("q", [3, 1]), array("q", [7])),
    template="price-list",
    document_id=5,
)


@pytest.fixture
def files(tmp_path):
    return DraftFiles(tmp_path / "drafts")


def test_everything_comes_back(files, tmp_path):
    draft = Draft(LETTER, editor="html", file="/x/y.txt")
    files.keep(draft)
    (found,) = DraftFiles(tmp_path / "drafts").all()
    assert (found.id, found.editor, found.file, found.open) == (draft.id, "html", "/x/y.txt", True)
    one = found.composition
    for name in (
        "channel",
        "body",
        "format",
        "title",
        "subject",
        "attachments",
        "template",
        "document_id",
    ):
        assert getattr(one, name) == getattr(LETTER, name)
    assert list(one.people.contacts) == [3, 1]
    assert list(one.people.employees) == [7]
    (picture,) = one.pictures
    assert (picture.cid, picture.mime, picture.data) == ("a.png", "image/png", b"\x89PNG...")


def test_a_later_state_takes_the_place_of_an_earlier_one(files):
    draft = Draft(LETTER)
    files.keep(draft)
    files.keep(replace(draft, composition=replace(LETTER, body="Новый", people=Selection())))
    (found,) = files.all()
    assert (found.composition.body, len(found.composition.people)) == ("Новый", 0)


def test_the_last_written_comes_first_and_what_is_forgotten_is_gone(files):
    first, second = Draft(LETTER), Draft(LETTER)
    files.keep(first)
    files.keep(second)
    assert {draft.id for draft in files.all()} == {first.id, second.id}
    files.forget(first.id)
    assert [draft.id for draft in files.all()] == [second.id]
    files.forget("never-there")


def test_a_damaged_draft_is_left_out_and_left_alone(files, tmp_path):
    draft = Draft(LETTER)
    files.keep(draft)
    place = tmp_path / "drafts" / draft.id / "draft.json"
    place.write_text('{"channel": ', encoding="utf-8")
    assert files.all() == []
    assert files.load(draft.id) is None
    assert place.exists()


def test_a_disk_that_takes_nothing_is_said_in_words(tmp_path):
    (tmp_path / "drafts").write_text("a file where the folder is to be", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be kept on disk"):
        DraftFiles(tmp_path / "drafts").keep(Draft(LETTER))


def test_what_is_worth_keeping():
    empty = Composition(channel="sms", body=" \n", people=LETTER.people)
    assert Draft(empty).empty
    assert not Draft(replace(empty, subject="Тема")).empty
    assert not Draft(replace(empty, attachments=("a",))).empty
    assert not Draft(LETTER).empty
