"""The translations: `messages.py` brings every catalogue up to date with the code and compiles it;
`messages.py compile` only compiles.

One catalogue holds the words of the app, the built-in plugins and the templates.
"""

import ast
import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from hatch_build import compile_catalogues

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "app" / "depesha" / "locale"
SOURCES = ("app", "plugins", "templates")
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def extract(root: Path = ROOT) -> Catalog:
    """All messages that the code marks, each with the files it stands in (no line numbers: they
    would change with every edit)."""
    catalogue = Catalog(fuzzy=False)
    for source in SOURCES:
        found = extract_from_dir(root / source, [("**.py", "python")], keywords=KEYWORDS)
        for name, _line, message, comments, context in found:
            place = (Path(source, name).as_posix(), 0)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    for path in sorted((root / "plugins").rglob("*.py")):
        for text in described(path, whole=path.match("plugins/*/__init__.py")):
            catalogue.add(text, None, [(path.relative_to(root).as_posix(), 0)])
    return catalogue


def described(path: Path, *, whole: bool) -> Iterator[str]:
    """What a plugin says to people by docstrings: of each SMS service, and of itself as a `whole`.
    In one line, as the window asks for it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    speakers: list[ast.Module | ast.ClassDef] = [tree] if whole else []
    speakers += [node for node in tree.body if isinstance(node, ast.ClassDef) and _is_service(node)]
    for speaker in speakers:
        if text := " ".join((ast.get_docstring(speaker) or "").split()):
            yield text


def _is_service(node: ast.ClassDef) -> bool:
    bases = [base.value if isinstance(base, ast.Subscript) else base for base in node.bases]
    return any(isinstance(base, ast.Name) and base.id == "Gateway" for base in bases)


def update(path: Path, found: Catalog) -> list[str]:
    """Make a catalogue hold exactly the messages found; returns those without a translation."""
    with path.open("rb") as stream:
        catalogue = read_po(stream, locale=path.parent.parent.name, abort_invalid=True)
    catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    written = io.BytesIO()
    write_po(written, catalogue, width=100, sort_by_file=True, include_lineno=False)
    path.write_bytes(written.getvalue())
    return [singular(message) for message in catalogue if message.id and not all(forms(message))]


def singular(message: Message) -> str:
    """The English text, the first of two where it has a plural."""
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message: Message) -> tuple[str, ...]:
    """The translation in all its plural forms; empty texts where it is missing."""
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def main(arguments: list[str]) -> int:
    """Exit code 1 where a translation is missing."""
    missing = 0
    if arguments != ["compile"]:
        found = extract()
        for path in sorted(LOCALE.rglob("*.po")):
            for message in update(path, found):
                missing += 1
                print(f"{path.relative_to(ROOT)}: no translation of {message!r}")
    compile_catalogues(LOCALE)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
