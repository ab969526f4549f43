"""The file of rows to be mended is opened, and saved elsewhere."""

from pathlib import Path

import pytest

from depesha.domain.errors import InputError
from depesha.ui.importing import rejected


def test_every_import_has_a_file_of_its_own(office):
    first = rejected.place_of(office, Path("/x/клиенты.xlsx"))
    assert first.parent == office.profile.reports
    assert first.name.startswith("клиенты – remarks 2")
    assert first.suffix == ".csv"


def test_a_copy_where_the_person_wants_it(app, tmp_path, monkeypatch):
    source, target = tmp_path / "a.csv", tmp_path / "b.csv"
    source.write_bytes(b"rows")
    dialogs = type(app.services.dialogs)
    monkeypatch.setattr(dialogs, "save_file", lambda *_words: target)
    assert rejected.save_as(app.services, source) == target
    assert target.read_bytes() == b"rows"
    monkeypatch.setattr(dialogs, "save_file", lambda *_words: tmp_path / "none" / "b.csv")
    with pytest.raises(InputError, match="cannot be written"):
        rejected.save_as(app.services, source)
    source.unlink()
    with pytest.raises(InputError, match="cannot be read"):
        rejected.save_as(app.services, source)
    monkeypatch.setattr(dialogs, "save_file", lambda *_words: None)
    assert rejected.save_as(app.services, source) is None


def test_a_program_that_is_not_there(app, person, monkeypatch, tmp_path):
    def none(path):
        raise InputError("no program")

    monkeypatch.setattr(rejected, "open_file", none)
    rejected.show(app.services, tmp_path / "a.csv")
    assert app.services.notices.shown[0].text == "no program"
