"""The manuals do what they say: their code is built, installed and run, their commands exist."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import depesha.api
from depesha.api.hooks import GROUP
from depesha.cli import parser
from depesha.plughost import PluginHost, PluginState
from depesha.plughost.offers import Offers, examine

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "app" / "depesha" / "docs" / "plugins.md"
README = ROOT / "README.md"
PEOPLE = "Имя;Email\nАнна;anna@example.com\nБез почты;\n"


@dataclass(frozen=True)
class Block:
    """A fenced block: what stands before it, its language, its text."""

    before: str
    language: str
    text: str


FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(path: Path) -> list[Block]:
    pieces = FENCED.split(path.read_text(encoding="utf-8"))
    found = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=False)
    return [Block(before.strip(), language, text) for before, language, text in found]


def named(name: str) -> str:
    """The block that the manual introduces by a file's name."""
    (found,) = (b.text for b in blocks(MANUAL) if b.before.endswith(f"`{name}`:"))
    return found


def commands(path: Path) -> Iterator[str]:
    """Every line that begins with `depesha`, in blocks, and in sentences between backticks."""
    text = path.read_text(encoding="utf-8")
    for block in blocks(path):
        yield from (line for line in block.text.splitlines() if line.startswith("depesha "))
    prose = FENCED.sub("", text)
    yield from re.findall(r"`(depesha [^`]+)`", prose)


@dataclass(frozen=True)
class Office:
    """A profile with the manual's plugin installed as the manual says."""

    folder: Path
    profile: Path

    def run(self, *words: str, code: int = 0) -> str:
        done = subprocess.run(
            [*words], cwd=self.folder, capture_output=True, text=True, check=False,
            env=os.environ | {"DEPESHA_PROFILE": str(self.profile), "DEPESHA_LANG": "en"},
        )  # fmt: skip
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def depesha(self, line: str) -> str:
        assert line.startswith("depesha ")
        return self.run(sys.executable, "-m", *line.split(" "))


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("author")
    made = Office(folder, folder / "office")
    (folder / "depesha_shout.py").write_text(named("depesha_shout.py"), encoding="utf-8")
    (folder / "pyproject.toml").write_text(named("pyproject.toml"), encoding="utf-8")
    (folder / "hello.txt").write_text("Добрый день, {КЛИЕНТ.ИМЯ}!", encoding="utf-8")
    (folder / "people.csv").write_text(PEOPLE, encoding="utf-8")
    made.depesha("depesha import contacts people.csv")
    (pip,) = (b.text.splitlines()[0] for b in blocks(MANUAL) if b.text.startswith("pip install"))
    words = pip.replace("PROFILE", str(made.profile)).split(" ")
    # No network here: what the author's machine fetches is installed already.
    offline = ["--no-index", "--no-build-isolation", "--disable-pip-version-check", "--quiet"]
    made.run(sys.executable, "-m", *words, *offline)
    return made


def test_the_first_plugin_is_installed_listed_and_sends(office: Office) -> None:
    (block,) = (b.text for b in blocks(MANUAL) if b.text.startswith("pip install"))
    said = {line: office.depesha(line) for line in block.splitlines()[1:]}
    (listed,) = (out for line, out in said.items() if line == "depesha plugins")
    (shout,) = (line.split() for line in listed.splitlines() if line.startswith("shout "))
    assert shout == ["shout", "1.0", "active", "channels"]
    (sent,) = (out for line, out in said.items() if line.startswith("depesha send"))
    assert "anna@example.com Добрый день, Анна!" in sent
    assert re.search(r"Sent +1\n", sent)


def test_the_contract_is_kept(office: Office) -> None:
    (block,) = (b.text for b in blocks(MANUAL) if "ChannelContract" in b.text)
    test = office.folder / "test_shout.py"
    test.write_text(block, encoding="utf-8")
    out = office.run(
        sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir",
        str(office.folder), str(test),
    )  # fmt: skip
    assert " passed" in out
    assert " failed" not in out


def python_blocks() -> list[Any]:
    return [
        pytest.param(block, id=f"{path.name}: {block.text.splitlines()[0][:40]}")
        for path in (MANUAL, README)
        for block in blocks(path)
        if block.language == "python"
    ]


@pytest.mark.parametrize("block", python_blocks())
def test_every_piece_of_code_runs(block: Block, office: Office, monkeypatch) -> None:
    monkeypatch.syspath_prepend(office.folder)
    given = {name: getattr(depesha.api, name) for name in depesha.api.__all__}
    exec("from contextlib import contextmanager\nfrom typing import Any", given)
    exec(compile(block.text, "manual", "exec"), given)
    sys.modules.pop("depesha_shout", None)


def test_the_settings_example_is_one(office: Office) -> None:
    (block,) = (b for b in blocks(MANUAL) if "ShoutAccount" in b.text)
    given: dict[str, Any] = {}
    exec(block.text, given)
    account = given["ShoutAccount"](password=depesha.api.Secret("x"))
    assert account.voice == "loud"
    assert "x" not in repr(account.password)


def test_the_readmes_ten_lines_are_a_plugin_too(tmp_path: Path, monkeypatch) -> None:
    (block,) = (b for b in blocks(README) if b.language == "python")
    assert len([line for line in block.text.splitlines() if line.strip()]) <= 16
    folder = tmp_path / "plugins"
    info = folder / "ten-1.0.dist-info"
    info.mkdir(parents=True)
    head = "from contextlib import contextmanager\nfrom depesha.api import *\n"
    (folder / "ten_lines.py").write_text(head + block.text, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ten\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[depesha.v1]\nten = ten_lines\n")
    monkeypatch.setattr(sys, "path", list(sys.path))
    host = PluginHost(folders=[folder])
    (ten,) = (info for info in host.plugins() if info.name == "ten")
    sys.modules.pop("ten_lines", None)
    assert ten.state is PluginState.ACTIVE, ten.traceback or ten.problem
    assert host.channels()["shout"].address(" a@b ") == "a@b"


def test_the_manual_names_every_hook() -> None:
    text = MANUAL.read_text(encoding="utf-8")
    hooks = {
        name
        for name, thing in vars(depesha.api.hooks).items()
        if getattr(thing, f"{GROUP}_spec", None) is not None
    }
    assert len(hooks) >= 4
    headings = set(re.findall(r"^### (\w+)$", text, re.MULTILINE))
    assert headings == hooks


# --- Commands -------------------------------------------------------------------------------------

PLACES = [
    pytest.param(line, id=line)
    for path in (
        README,
        MANUAL,
        ROOT / "CHANGELOG.md",
        ROOT / "plugins" / "depesha_sms" / "README.md",
    )
    for line in dict.fromkeys(commands(path))
]


@pytest.mark.parametrize("line", PLACES)
def test_the_parser_knows_the_command(line: str, capsys) -> None:
    words = line.split(" ")[1:]
    if "ARGS…" in words:
        return
    if words[-1] == "…":
        # “depesha --without NAME …”: any command will do.
        words[-1] = "status"
    args = parser.build().parse_args(words)
    assert callable(args.run)


def test_the_readmes_table_names_commands_that_exist(capsys) -> None:
    rows = re.findall(r"^\| .*? \| (`.+`) \|$", README.read_text(encoding="utf-8"), re.MULTILINE)
    examples = [example for row in rows for example in re.findall(r"`([^`]+)`", row)]
    assert len(examples) > 10
    for example in examples:
        words = example.replace("\\|", "|").split(" ")
        if words[0].endswith("/"):
            continue  # a folder
        known = {"contacts|employees|documents": "contacts", "mailing-12.txt": "x"}
        words = [known.get(word, word) for word in words]
        if words[0] == "send" and "…" in words:
            at = words.index("…")
            channel = [] if at > 1 else ["echo"]
            words[at : at + 1] = [*channel, "--body", "x"]
            words += [] if "--to" in words else ["--to", "all"]
        if words[-1] == "…":
            words[-1] = "text"
        if words in (["pause"], ["resume"], ["stop"], ["retry"]):
            words.append("1")
        assert callable(parser.build().parse_args(words).run), example


def test_the_manuals_editor_is_one() -> None:
    code: dict[str, Any] = {}
    exec(compile(named("depesha_plain.py"), "depesha_plain.py", "exec"), code)
    offers = examine({"editors": code["editors"]()}, Offers())
    assert list(offers.editors) == ["plain"]
