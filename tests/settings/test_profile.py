"""Where the files of an office are."""

import os
import stat
from pathlib import Path

import platformdirs
import pytest

from depesha.domain.errors import InputError
from depesha.settings.profile import Profile

FOLDERS = ("plugins", "logs", "reports", "outbox")


def test_the_command_line_goes_before_the_environment(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("DEPESHA_PROFILE", str(tmp_path / "environment"))
    assert Profile.find(tmp_path / "explicit").root == tmp_path / "explicit"
    assert Profile.find().root == tmp_path / "environment"


def test_without_either_it_is_the_users_place(monkeypatch) -> None:
    monkeypatch.delenv("DEPESHA_PROFILE", raising=False)
    assert Profile.find().root == platformdirs.user_data_path("depesha", appauthor=False)
    monkeypatch.setenv("DEPESHA_PROFILE", "")
    assert Profile.find().root == platformdirs.user_data_path("depesha", appauthor=False)


def test_relative_and_home_paths_become_absolute(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Profile.find(Path("here")).root == tmp_path / "here"
    assert Profile.find(Path("~/there")).root == Path.home() / "there"


def test_everything_lies_below_the_root(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    places = [getattr(profile, name) for name in FOLDERS]
    places += [profile.database, profile.settings_file, profile.secrets_file]
    places.append(profile.channel_folder("email"))
    assert len(set(places)) == len(places)
    assert all(place.is_relative_to(profile.root) for place in places)


def test_asking_for_files_makes_no_more_than_the_root(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "p")
    assert not profile.settings_file.exists()
    assert not profile.root.exists()
    assert not profile.database.exists()
    assert profile.root.is_dir()


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out by the user's folder")
def test_only_the_owner_may_look_in(tmp_path: Path) -> None:
    profile = Profile(tmp_path / "a" / "p")
    folders = [getattr(profile, name) for name in FOLDERS] + [profile.channel_folder("email")]
    for folder in [*folders, profile.root, profile.root / "channels"]:
        assert folder.is_dir()
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("I am a file")
    with pytest.raises(InputError, match="--profile") as caught:
        _ = Profile(tmp_path / "p").reports
    assert str(tmp_path / "p") in str(caught.value)
