"""The catalogue follows the code."""

from pathlib import Path

import pytest

import messages

HEADER = """msgid ""
msgstr ""
"Language: ru\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""  # noqa: E501 - one line of a PO file


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, code in {
        "app/depesha/a.py": 'print(_("Send"), N_("Later"), other("Not ours"))\n',
        "plugins/depesha_x/b.py": 'print(ngettext("{n} letter", "{n} letters", n), _("Send"))\n',
        "templates/depesha_templates/c.py": 'TITLE = N_("Templates")\n',
    }.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(code, encoding="utf-8")
    return tmp_path


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "locale/ru/LC_MESSAGES/depesha.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        f'{HEADER}msgid "Send"\nmsgstr "Отправить"\n\nmsgid "Gone"\nmsgstr "Нет"\n', "utf-8"
    )
    return path


def test_words_are_found_in_all_three_places(tree: Path) -> None:
    found = {message.id for message in messages.extract(tree) if message.id}
    assert found == {"Send", "Later", ("{n} letter", "{n} letters"), "Templates"}


def test_what_plugins_say_by_docstrings_is_found_in_one_line(tmp_path: Path) -> None:
    plugin = tmp_path / "plugins/depesha_x"
    (plugin / "services").mkdir(parents=True)
    (plugin / "__init__.py").write_text('"""Sends\npostcards."""\n', encoding="utf-8")
    (plugin / "services/__init__.py").write_text('"""For authors."""\n', encoding="utf-8")
    (plugin / "services/post.py").write_text(
        '"""For authors."""\n'
        'class Post(Gateway[PostSettings]):\n    """The post.\n\n    Needs stamps."""\n'
        'class Session:\n    """For authors."""\n'
        "class Silent(Gateway):\n    pass\n",
        encoding="utf-8",
    )
    found = {message.id for message in messages.extract(tmp_path) if message.id}
    assert found == {"Sends postcards.", "The post. Needs stamps."}


def test_an_update_keeps_adds_and_drops(tree: Path, catalogue: Path) -> None:
    untranslated = messages.update(catalogue, messages.extract(tree))
    assert sorted(untranslated) == ["Later", "Templates", "{n} letter"]
    text = catalogue.read_text(encoding="utf-8")
    assert 'msgid "Send"\nmsgstr "Отправить"' in text
    assert "Gone" not in text
    assert "fuzzy" not in text
    assert "#: app/depesha/a.py plugins/depesha_x/b.py" in text


def test_a_second_update_changes_nothing(tree: Path, catalogue: Path) -> None:
    messages.update(catalogue, messages.extract(tree))
    before = catalogue.read_bytes()
    messages.update(catalogue, messages.extract(tree))
    assert catalogue.read_bytes() == before


def test_the_program_says_what_is_not_translated(
    tree: Path, catalogue: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(messages, "ROOT", tree)
    monkeypatch.setattr(messages, "LOCALE", tree / "locale")
    found = messages.extract(tree)
    monkeypatch.setattr(messages, "extract", lambda: found)
    assert messages.main([]) == 1
    assert "no translation of 'Later'" in capsys.readouterr().out
    assert messages.main(["compile"]) == 0
    assert catalogue.with_suffix(".mo").exists()
