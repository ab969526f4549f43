"""Folders that cannot be written, files that are damaged, a database that somebody else holds."""

import ctypes
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from depesha.store import database

SEND = ("send", "echo", "--body", "text.txt", "--to", "all", "--yes")
CAP_DAC_OVERRIDE, PR_CAPBSET_DROP = 1, 24


@pytest.fixture
def office(office):
    (office.folder / "text.txt").write_text("Добрый день!", encoding="utf-8")
    return office


def everything(office) -> dict[str, bytes]:
    """All files of the profile but the log and what only locks."""
    return {
        str(path.relative_to(office.profile)): path.read_bytes()
        for path in office.profile.rglob("*")
        if path.is_file() and not path.name.endswith((".log", ".lock", "-wal", "-shm"))
    }


# --- The profile ----------------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["text.txt", "text.txt/below"])
def test_a_profile_that_cannot_be_a_folder(office, place):
    ran = office.cli("--profile", place, "--lang", "ru", "status")
    assert ran.code == 2
    assert place in ran.err
    assert "--profile" in ran.err
    assert (office.folder / "text.txt").read_text(encoding="utf-8") == "Добрый день!"


@pytest.mark.parametrize("name", ["logs", "plugins", "reports", "channels", "outbox"])
def test_a_file_where_one_of_its_folders_belongs(office, name):
    folder = office.profile / name
    if folder.exists():
        folder.rename(office.folder / "aside")
    folder.write_text("in the way", encoding="utf-8")
    before = office.state()
    words = (*SEND, "--test-mode") if name == "outbox" else SEND
    ran = office.cli(*words)
    assert ran.code == 2
    assert f"{folder} cannot be made: there is something else of that name" in ran.err
    assert office.state() == before
    assert folder.read_text(encoding="utf-8") == "in the way"
    assert not (office.folder / "echo").exists()


def as_everybody() -> None:
    """In a child: a superuser obeys permissions as everybody does."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, 0, 0, 0)


@pytest.mark.skipif(sys.platform != "linux", reason="permissions as Linux has them")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("settings", "set", "office.name=x"), "cannot be written to: you are not allowed to"),
        (("settings", "secret", "email.main.password"), "you are not allowed to"),
        (("import", "contacts", "people.csv"), "database"),
        (SEND, "database"),
    ],
)
def test_a_profile_that_can_only_be_read(office, words, says):
    (office.folder / "people.csv").write_text("Имя;Телефон\nА;8 916 123-45-67\n", encoding="utf-8")
    before = everything(office)
    for path in (*office.profile.rglob("*"), office.profile):
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "depesha", "--lang", "en", *words],
            preexec_fn=as_everybody,
            input="password\n",
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        for path in (office.profile, *office.profile.rglob("*")):
            path.chmod(0o700 if path.is_dir() else 0o600)
    assert done.returncode == 2, done.stderr
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert everything(office) == before


# --- The database ---------------------------------------------------------------------------------


def of_another_program(path) -> None:
    with closing(sqlite3.connect(path)) as c:
        c.execute("CREATE TABLE theirs (x)")
        c.commit()


def of_a_newer_version(path) -> None:
    with closing(sqlite3.connect(path)) as c:
        c.execute("PRAGMA application_id = 0x44505348")
        c.execute("PRAGMA user_version = 999")
        c.commit()


@pytest.mark.parametrize(
    ("language", "make", "says"),
    [
        ("en", lambda path: path.write_bytes(b"no database at all " * 300), "is damaged | backup"),
        ("ru", lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(50)), "повреждена"),
        ("en", lambda path: path.mkdir(), "depesha.db cannot be used"),
        ("ru", of_another_program, "другой программы"),
        ("en", of_a_newer_version, "newer Depesha | Install"),
    ],
)
@pytest.mark.parametrize("words", [("status",), SEND, ("import", "contacts", "text.txt")])
def test_a_database_that_is_none_of_ours(office, language, make, says, words):
    for path in office.profile.glob("depesha.db*"):
        path.unlink()
    make(office.profile / "depesha.db")
    before = everything(office)
    ran = office.cli("--lang", language, *words)
    assert ran.code == 2
    for telling in ("depesha.db", *says.split(" | ")):
        assert telling in ran.err
    assert everything(office) == before
    assert office.cli("doctor").code == 1


def test_a_damaged_page_met_on_the_way(office):
    office.cli("status")
    with (office.profile / "depesha.db").open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 100_000)
    before = everything(office)
    ran = office.cli(*SEND)
    assert ran.code == 2
    assert "depesha.db is damaged" in ran.err
    assert everything(office).keys() == before.keys()
    assert not (office.folder / "echo").exists()


def test_a_database_that_another_program_keeps_locked(office, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.1)
    before = office.state()
    with closing(sqlite3.connect(office.profile / "depesha.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        ran = office.cli("--lang", "ru", *SEND)
        assert ran.code == 2
        assert "depesha.db" in ran.err
        assert "закройте" in ran.err.lower()
    assert office.state() == before
    assert office.cli(*SEND).code == 0


@pytest.fixture
def full_disk(monkeypatch):
    """SQLite takes the database's size for all that the disk has room for."""
    usual = database.Database._open

    def opened(self, reads):
        connection = usual(self, reads)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {max(pages, 1)}")
        return connection

    monkeypatch.setattr(database.Database, "_open", opened)


def test_a_full_disk_in_the_middle_of_an_import(office, full_disk):
    rows = "".join(f"Контрагент {n};8 916 1{n:06}\n" for n in range(3000))
    (office.folder / "many.csv").write_text(f"Имя;Телефон\n{rows}", encoding="utf-8")
    before = office.state()
    ran = office.cli("import", "contacts", "many.csv")
    assert ran.code == 2
    assert "no room left on the disk" in ran.err
    assert office.state() == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_behind_the_output(office):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "depesha", "--lang", "en", "settings", "list"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 2
    assert "no room left on the disk" in done.stderr
    assert "Traceback" not in done.stderr


# --- The settings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "content", "says"),
    [
        ("en", b"[email\nmode = 'on'", "settings.toml is damaged at line 1, column 7"),
        ("ru", "[office]\nname = 'Имя'".encode("cp1251"), "settings.toml | строк"),
        ("en", b"\xff\xfe\x00\x01", "not UTF-8 text | mend it, or move it away"),
        ("en", b"a = " + b"[" * 100_000, "nested too deeply"),
        ("ru", b"office = 5\n[echo]\nmode = 'on'\n[echo.main]\n", "[office]"),
        ("en", b"echo = 5", "[echo]"),
        (
            "en",
            b"[echo]\nmode = 'maybe'",
            "settings.toml: echo.mode: must be one of: off, test, on",
        ),
        ("en", b"[echo]\nmode = 'on'\n[echo.main]\nper_day = -1", "echo.main.per_day"),
        ("ru", b"[echo]\nmode = 'on'\nquiet = '25:00'\n[echo.main]\n", "echo.quiet"),
    ],
)
def test_settings_damaged_by_hand(office, language, content, says):
    (office.profile / "settings.toml").write_bytes(content)
    before = office.state()
    ran = office.cli("--lang", language, *SEND)
    assert ran.code == 2
    for telling in says.split(" | "):
        assert telling in ran.err
    assert "Traceback" not in ran.err
    assert office.state() == before
    assert office.cli("doctor").code in {1, 2}


SECRET_CASES = [
    ("en", '"telegram.main.token" = "1:x"\n', 0o644, 3, "Others can read | chmod 600"),
    ("ru", '"telegram.main.token" = "1:x"\n', 0o640, 3, "chmod 600"),
    ("en", '"telegram.main.token" = \n', 0o600, 2, "secrets.toml is damaged at line 1"),
    ("en", '"telegram.main.token" = 5\n', 0o600, 2, "secrets.toml: telegram.main.token"),
]


@pytest.mark.skipif(os.name == "nt", reason="permissions as POSIX has them")
@pytest.mark.parametrize(("language", "content", "mode", "code", "says"), SECRET_CASES)
def test_secrets_that_are_open_to_others_or_damaged(office, language, content, mode, code, says):
    path = office.profile / "secrets.toml"
    path.write_text(content, encoding="utf-8")
    path.chmod(mode)
    before = office.state()
    for words in (
        ("accounts", "test", "telegram.main"),
        ("settings", "secret", "telegram.main.token"),
    ):
        ran = office.cli("--lang", language, *words, stdin="1:new\n")
        if "= 5" in content and words[0] == "settings":
            continue  # that is how it is mended
        assert ran.code == code, ran.err
        for telling in says.split(" | "):
            assert telling in ran.err
        assert "1:x" not in ran.err
        assert office.state() == before
    assert path.stat().st_mode & 0o777 == mode
