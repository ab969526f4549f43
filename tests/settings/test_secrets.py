"""Which source is in force, said plainly; and no secret anywhere but there."""

import logging
import subprocess
import sys
import traceback

import pytest

from depesha.api import Secret
from depesha.domain.errors import DepeshaError
from depesha.settings.profile import Profile
from depesha.settings.secrets import Place, Secrets, SessionSource


@pytest.fixture
def secrets(tmp_path) -> Secrets:
    return Secrets(Profile(tmp_path / "office"))


def test_the_keyring_where_there_is_one(secrets: Secrets, ring) -> None:
    opened = secrets.open("keyring", "id")
    assert opened.place is Place.KEYRING
    opened.source.set("a.b", Secret("s"))
    assert ring.kept


def test_the_file_only_where_it_was_named(secrets: Secrets, no_ring, tmp_path) -> None:
    secrets.open("keyring", "id").source.set("a.b", Secret("s"))
    assert not (tmp_path / "office").exists()
    opened = secrets.open("file", "id")
    assert opened.place is Place.FILE
    assert not opened.source.get("a.b")


def test_memory_where_there_is_no_keyring(secrets: Secrets, no_ring) -> None:
    opened = secrets.open("keyring", "id")
    assert opened.place is Place.SESSION
    opened.source.set("a.b", Secret("s"))
    assert secrets.open("keyring", "id").source.get("a.b").reveal() == "s"
    assert "gnome-keyring" in opened.place.sentence
    assert "office.secrets=file" in opened.place.sentence


def test_memory_forgets() -> None:
    source = SessionSource()
    source.set("a", Secret("s"))
    source.delete("a")
    source.delete("a")
    assert not source.get("a")


@pytest.mark.parametrize("place", Place)
def test_every_place_has_its_sentence(place: Place) -> None:
    assert place.sentence
    assert len({other.sentence for other in Place}) == len(Place)


@pytest.mark.parametrize("place", Place)
def test_no_secret_shows_up_anywhere(office, place: Place, request, caplog) -> None:
    request.getfixturevalue("no_ring" if place is Place.SESSION else "ring")
    caplog.set_level(logging.DEBUG)
    settings = office.settings
    settings.change({"post.main.host": "h"})
    if place is Place.FILE:
        settings.change({"office.secrets": "file"})
    assert settings.set_secret("post.main.password", Secret("hunter2")) is place
    account = settings.account("post", "main")
    assert account.password.reveal() == "hunter2"  # type: ignore[attr-defined]

    shown = [repr(account), str(account), repr(settings.rows()), repr(vars(settings))]
    shown += [f"{account.password}", repr(settings._opened({}))]  # type: ignore[attr-defined]
    for action in (
        lambda: settings.change({"post.main.password": "hunter2"}),
        lambda: settings.change({"post.main.pasword": "hunter2", "post.main.port": "hunter2"}),
        lambda: settings.set_secret("post.main.pasword", Secret("hunter2")),
        lambda: settings.get("post.main.password"),
    ):
        with pytest.raises(DepeshaError) as caught:
            action()
        shown.append("".join(traceback.format_exception(caught.value)))
        assert caught.value.__cause__ is None
    lines = [line for text in shown for line in text.splitlines() if "lambda" not in line]
    assert "hunter2" not in "\n".join(lines)
    assert "hunter2" not in caplog.text
    for path in office.profile.root.rglob("*"):
        if path != office.profile.secrets_file:
            assert b"hunter2" not in path.read_bytes()


def test_what_is_heavy_waits_until_it_is_needed(tmp_path) -> None:
    script = (
        "import sys, pathlib\n"
        "from depesha.settings.profile import Profile\n"
        "from depesha.settings.settings import Settings\n"
        f"settings = Settings(Profile(pathlib.Path({str(tmp_path)!r})), dict, dict)\n"
        "settings.office, settings.channel('post')\n"
        "print({'keyring', 'tomli_w', 'platformdirs', 'tkinter', 'httpx'} & set(sys.modules))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"
