"""A played mailbox."""

import pytest

from depesha.testing.imap_store import Folder, Mailbox, utf7


def test_uids_only_grow() -> None:
    folder = Folder("INBOX")
    assert [folder.add(b"a: b\n\nx") for _letter in range(3)] == [1, 2, 3]
    del folder.letters[2]
    assert folder.add(b"c: d\n\nx") == 4
    assert folder.letters[0].raw == b"a: b\r\n\r\nx"
    assert folder.letters[0].head == b"a: b\r\n\r\n"


@pytest.mark.parametrize(
    ("asked", "found"), [("1:*", [1, 2, 3]), ("2", [2]), ("9:*", [3]), ("3:2,1", [2, 3, 1])]
)
def test_sets_of_uids(asked: str, found: list[int]) -> None:
    folder = Folder("INBOX")
    for _letter in range(3):
        folder.add(b"")
    assert [letter.uid for letter in folder.within(asked)] == found


def test_a_restored_mailbox_says_so() -> None:
    folder = Folder("INBOX")
    folder.add(b"")
    del folder.letters[0]
    folder.add(b"")
    folder.renumber()
    assert (folder.validity, folder.letters[0].uid, folder.next_uid) == (2, 1, 2)


def test_names() -> None:
    mailbox = Mailbox([Folder("INBOX"), Folder("Отправленные")])
    assert mailbox.find("inbox") is mailbox.folders[0]
    assert mailbox.find("Trash") is None
    assert utf7("Отправленные") == "&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-"
    assert utf7("A & B") == "A &- B"
