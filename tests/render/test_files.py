"""Template files: ours round trip, foreign ones are read, wrong ones are explained."""

import importlib.resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depesha.domain.errors import InputError
from depesha.render.files import Template, load, save

LINE = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=30)
TEMPLATE = st.builds(
    Template,
    body=st.one_of(
        LINE, st.lists(st.sampled_from(["+++", "a", "", " +++", "x = 1"])).map("\n".join)
    ),
    title=LINE,
    channel=st.sampled_from(["any", "email", "sms"]),
    subject=LINE,
    format=st.sampled_from(["simple", "html"]),
    language=st.sampled_from(["", "ru", "en"]),
)


@given(template=TEMPLATE, name=st.sampled_from(["a.txt", "a.html"]))
def test_what_is_saved_is_loaded(
    tmp_path_factory: pytest.TempPathFactory, template: Template, name: str
) -> None:
    path = tmp_path_factory.mktemp("t") / name
    save(path, template)
    assert load(path) == template
    assert list(path.parent.iterdir()) == [path]


def test_a_file_reads_like_a_letter(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    save(path, Template(body="Привет, {КЛИЕНТ.ИМЯ}!\n", title="Привет", channel="email"))
    assert path.read_bytes().decode() == (
        '+++\ntitle = "Привет"\nchannel = "email"\nformat = "simple"\n+++\nПривет, {КЛИЕНТ.ИМЯ}!\n'
    )


BODY = "Уважаемый клиент № 1,\nждём Вас!"


@pytest.mark.parametrize(
    "data",
    [
        BODY.encode(),
        BODY.encode("utf-8-sig"),
        BODY.replace("\n", "\r\n").encode("cp1251"),
        BODY.replace("\n", "\r").encode(),
        BODY.encode("utf-16"),
        b"\xfe\xff" + BODY.encode("utf-16-be"),
    ],
)
def test_a_foreign_text_is_the_body(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(data)
    assert load(path) == Template(body=BODY)


def test_a_foreign_page_is_html(tmp_path: Path) -> None:
    path = tmp_path / "page.HTM"
    path.write_bytes(b"<p>x</p>")
    assert load(path).format == "html"
    path.write_bytes(b'+++\r\nsubject = "s"\r\n+++\r\n<p>x</p>')
    assert load(path) == Template(body="<p>x</p>", subject="s", format="html")
    path.write_bytes(b'+++\nformat = "simple"\n+++\n')
    assert load(path).format == "simple"


def test_packaged_files_are_read(tmp_path: Path) -> None:
    folder = importlib.resources.files("depesha.render")
    assert "class Template" in load(folder / "files.py").body


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"+++\ntitle = 'x'\n", "no second"),
        (b"+++\ntitle = x\n+++\n", "cannot be read"),
        (b"+++\ntitle: x\n+++\n", "cannot be read"),
        (b"+++\nsbject = 'x'\n+++\n", "“sbject” is not known"),
        (b"+++\ntitle = 5\n+++\n", "must be in quotes"),
        (b"+++\ntitle = ['a']\n+++\n", "must be in quotes"),
        (b"+++\nformat = 'pdf'\n+++\n", '"simple" or "html"'),
        (b"PK\x03\x04\x00\x00", "not a text file"),
        (b"\xff\xfea", "not a text file"),
        (b"\x98\x98", "not a text file"),
        (b"x" * 2_000_001, "larger than 2 MB"),
    ],
)
def test_a_wrong_file_is_explained_by_name(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "wrong.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=words) as raised:
        load(path)
    assert "wrong.txt" in str(raised.value)


def test_missing_and_unwritable_places(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt cannot be read: there is no such file"):
        load(tmp_path / "none.txt")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path)
    with pytest.raises(InputError, match="cannot be saved"):
        save(tmp_path / "no folder" / "t.txt", Template(body="x"))


def test_a_failed_save_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    save(path, Template(body="old"))
    with pytest.raises(InputError, match="cannot be saved"):
        save(path, Template(body="\ud800"))
    path2 = tmp_path / "folder"
    path2.mkdir()
    (path2 / "x").touch()
    with pytest.raises(InputError, match="cannot be saved"):
        save(path2, Template(body="new"))
    assert load(path).body == "old"
    assert sorted(tmp_path.iterdir()) == [path2, path]
