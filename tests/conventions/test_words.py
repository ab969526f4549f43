"""Every word for people is there in every language."""

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

import messages

CATALOGUES = sorted(messages.LOCALE.rglob("*.po"))
UPDATE = "run `python3 packaging/dev.py messages`, then translate what is empty"


@pytest.fixture(scope="session")
def found() -> Catalog:
    """What the code says."""
    return messages.extract()


@pytest.fixture(params=CATALOGUES, ids=lambda path: path.parent.parent.name)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    """What a translator made of it."""
    with Path(request.param).open("rb") as stream:
        return read_po(stream, locale=request.param.parent.parent.name, abort_invalid=True)


def texts(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def fields(text: str) -> set[str]:
    """The names in braces that `format` fills in; `{CLIENT.NAME}` is an example to translate."""
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    return {name for name in names if "." not in name}


def edges(text: str) -> tuple[str, str]:
    """White space at both ends, which joins a text to what stands beside it."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def test_the_catalogue_holds_what_the_code_says(found: Catalog, catalogue: Catalog) -> None:
    said, translated = ({message.id for message in texts(one)} for one in (found, catalogue))
    assert said == translated, f"{UPDATE}: {len(said ^ translated)} messages differ"


def test_every_message_is_translated(catalogue: Catalog) -> None:
    empty = [
        messages.singular(message)
        for message in texts(catalogue)
        if message.fuzzy or not all(messages.forms(message))
    ]
    assert not empty, "Translate these:\n" + "\n".join(empty)


def test_translations_fit_what_the_code_fills_in(catalogue: Catalog) -> None:
    pairs = [
        # The last English form is the one with the number in it.
        (message.id if isinstance(message.id, str) else message.id[-1], form)
        for message in texts(catalogue)
        for form in filter(None, messages.forms(message))
    ]
    wrong = [
        f"{english!r} → {form!r}"
        for english, form in pairs
        if fields(form) != fields(english) or edges(form) != edges(english)
    ]
    assert not wrong, (
        "Keep the names in braces, and the white space at both ends, as they are in English:\n"
        + "\n".join(wrong)
    )


def test_russian_has_its_three_plurals() -> None:
    with (messages.LOCALE / "ru/LC_MESSAGES/depesha.po").open("rb") as stream:
        russian = read_po(stream, locale="ru")
    assert russian.num_plurals == 3
    short = [
        messages.singular(message)
        for message in texts(russian)
        if message.pluralizable and len(messages.forms(message)) != 3
    ]
    assert not short, f"Give these all three plural forms: {short}"
