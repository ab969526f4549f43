"""Copies and restored backups are told from the office's own database."""

import shutil

import pytest

from depesha.delivery import instance
from depesha.store.database import Database


@pytest.fixture
def sent(office):
    """An office that has sent something, and signed it."""
    office.people(2)
    office.release()
    office.run()
    office.database.close()
    path = office.database.path
    yield path
    office.database = Database(path)


def is_original(path) -> bool:
    database = Database(path)
    try:
        return instance.is_original(database.reader, path)
    finally:
        database.close()


def test_a_new_file_is_an_original(tmp_path):
    assert is_original(tmp_path / "d.db")


def test_what_sent_last_may_go_on(sent):
    assert is_original(sent)


def test_a_copy_may_not(sent, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in sent.parent.glob("d.db*"):
        shutil.copy(file, copy)
    assert not is_original(copy / "d.db")


def test_nor_one_put_in_its_place(sent, tmp_path):
    shutil.copy(sent, tmp_path / "backup")
    (tmp_path / "backup").replace(sent)
    assert not is_original(sent)


def test_nor_an_earlier_state_of_the_same_file(office, tmp_path):
    office.people(2)
    office.release()
    office.run()
    office.database.close()
    path = office.database.path
    backup = path.read_bytes()
    office.database = Database(path)
    office.release()
    office.run()
    office.database.close()
    path.write_bytes(backup)  # as `cp backup d.db` does: the file stays the same
    office.database = Database(path)
    assert not instance.is_original(office.database.reader, path)


@pytest.mark.parametrize(
    "mark", ["", "{}", "[]", '{"place": 1}', "\x00", '{"place": "x", "attempt": []}']
)
def test_without_a_sound_mark_nobody_is_sure(sent, mark):
    sent.with_name("d.db.mark").write_text(mark)
    assert not is_original(sent)


def test_a_lost_mark_asks_too(sent):
    sent.with_name("d.db.mark").unlink()
    assert not is_original(sent)


def test_signing_writes_only_what_is_new(office):
    instance.sign(office.database)
    mark = office.database.path.with_name("d.db.mark")
    before = mark.stat().st_ino
    instance.sign(office.database)
    assert mark.stat().st_ino == before
    office.people(1)
    office.release()
    office.run()
    assert mark.stat().st_ino != before or '"attempt": 1' in mark.read_text()


def test_a_long_running_engine_signs_now_and_then(office, turned):
    """A backup made while it runs, and put back after it was killed, must be known for one."""
    office.people(3)
    office.release()
    marks = []

    def look():
        marks.append(office.database.path.with_name("d.db.mark").read_text())
        turned.turn(61.0)

    office.engine(on_look=look).run(patience=1.0)
    assert '"attempt": 0' in marks[0]
    assert any('"attempt": 3' in mark for mark in marks), "before it ended"
