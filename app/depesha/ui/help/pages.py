"""The pages of the manual, in the language in force: `docs/manual/<language>/<page>.md`."""

from dataclasses import dataclass
from pathlib import Path

import depesha
from depesha.api.i18n import current_language

FOLDER = Path(depesha.__file__).with_name("docs") / "manual"

_ABOUT = {
    "contacts": "02-contacts", "contact": "02-contacts", "employees": "02-contacts",
    "import": "03-import", "editor": "04-writing", "write": "04-writing",
    "templates": "04-writing", "preflight": "05-sending", "mailings": "05-sending",
    "results": "05-sending", "journal": "06-journal", "chat": "09-chat", "settings": "07-settings",
}  # fmt: skip
"""Place → page. The part of a tab's key before the colon is its place."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    key: str
    title: str
    text: str
    """Markdown."""


def pages() -> list[Page]:
    """All pages in the order of reading."""
    return [_read(path) for path in sorted((FOLDER / current_language()).glob("*.md"))]


def about(tab: str) -> str:
    """The key of the page that helps with a tab; the first page where none does."""
    return _ABOUT.get(tab.partition(":")[0], "01-start")


def picture(name: str, *, dark: bool) -> Path | None:
    """The picture of that name in the language and the colours in force, or None."""
    look = "dark" if dark else "light"
    path = FOLDER / "pictures" / f"{name}-{current_language()}-{look}.png"
    return path if path.exists() else None


def _read(path: Path) -> Page:
    text = path.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("#").strip()
    return Page(path.stem, title, text)
