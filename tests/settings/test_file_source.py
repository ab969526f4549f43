"""The file of a server: its owner's alone, or refused."""

import os
import shlex
import stat
import traceback

import pytest

from depesha.api import Secret
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.settings.file_source import FileSource
from depesha.settings.profile import Profile

KEY = "post.main.password"


@pytest.fixture
def profile(tmp_path) -> Profile:
    return Profile(tmp_path / "my office")


@pytest.fixture
def source(profile: Profile) -> FileSource:
    return FileSource(profile)


def test_kept_found_and_forgotten(profile: Profile, source: FileSource) -> None:
    assert not source.get(KEY)
    source.set(KEY, Secret('пароль "с кавычками"\nи строкой'))
    source.set("sms.main.api_key", Secret("k"))
    assert FileSource(profile).get(KEY).reveal() == 'пароль "с кавычками"\nи строкой'
    source.delete(KEY)
    source.delete(KEY)
    assert not source.get(KEY)
    assert source.get("sms.main.api_key").reveal() == "k"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such bits")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_what_others_can_read_is_refused(profile: Profile, source: FileSource, mode: int) -> None:
    source.set(KEY, Secret("hunter2"))
    assert stat.S_IMODE(profile.secrets_file.stat().st_mode) == 0o600
    profile.secrets_file.chmod(mode)
    for action in (
        lambda: source.get(KEY),
        lambda: source.set(KEY, Secret("hunter3")),
        lambda: source.delete(KEY),
    ):
        with pytest.raises(NotConfiguredError, match="chmod 600") as caught:
            action()
        assert shlex.quote(str(profile.secrets_file)) in str(caught.value)
    profile.secrets_file.chmod(0o600)
    assert source.get(KEY).reveal() == "hunter2"


def test_only_text_is_a_secret(profile: Profile, source: FileSource) -> None:
    source.set(KEY, Secret("x"))
    profile.secrets_file.write_text(f'"{KEY}" = 123456\n')
    with pytest.raises(InputError, match="must be text in quotes") as caught:
        source.get(KEY)
    assert "123456" not in str(caught.value)


def test_damage_gives_nothing_away(profile: Profile, source: FileSource) -> None:
    source.set(KEY, Secret("x"))
    profile.secrets_file.write_text(f'"{KEY}" = "hunter2\nnext = hunter2\n')
    with pytest.raises(InputError, match="line 1") as caught:
        source.get(KEY)
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))
