"""What can be opened in an editor, as it is shown: unsent texts, own templates, shipped ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from depesha.api.i18n import _, current_language
from depesha.api.templates import TemplatePack
from depesha.delivery.drafts import DraftFiles
from depesha.delivery.office import Office
from depesha.domain import macros
from depesha.domain.normal import fold
from depesha.render import gallery, own
from depesha.render.files import Template

_TITLE = 50
"""Letters of an unsent text that stand for its title."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One template on the shelf."""

    name: str
    """What the journal calls it: a shipped one's name, or an own one's title."""
    title: str
    template: Template | None
    path: Path | None = None
    """Of an own one."""
    problem: str = ""
    draft: str = ""
    """The id of an unsent text."""

    @property
    def kind(self) -> Literal["draft", "own", "shipped"]:
        """Where it stands on the shelf; what is shipped cannot be changed."""
        if self.draft:
            return "draft"
        return "shipped" if self.path is None else "own"


def shelf(office: Office, *, drafts: bool = False) -> list[Entry]:
    """Every template in the language in force, below the unsent texts where they are wanted.

    Reads files, so not for Tk's thread.
    """
    found = [
        Entry(one.title, one.title, one.template, one.path, one.problem)
        for one in own.own(office.profile.templates)
    ]
    unsent = _unsent(DraftFiles(office.profile.drafts)) if drafts else []
    return [*unsent, *found, *_shipped(office.host.template_packs())]


def _unsent(files: DraftFiles) -> list[Entry]:
    found = []
    for draft in files.all():
        one = draft.composition
        title = " ".join((one.subject or one.title or one.body).split())[:_TITLE]
        template = Template(
            body=one.body, subject=one.subject, channel=one.channel, format=one.format
        )
        if not draft.empty:
            found.append(Entry(title, title or "…", template, draft=draft.id))
    return found


def _shipped(packs: Sequence[TemplatePack]) -> list[Entry]:
    return [
        Entry(one.name, one.template.title or one.name, one.template)
        for one in gallery.shipped(packs, current_language())
    ]


def matching(entries: Sequence[Entry], typed: str, channel: str = "") -> list[Entry]:
    """Those that hold every typed word, and fit the channel where one is named; those first whose
    titles hold them."""
    words = fold(typed).split()
    found = [
        entry
        for entry in entries
        if _fits(entry, channel) and all(word in fold(_text(entry)) for word in words)
    ]
    return sorted(found, key=lambda one: not all(word in fold(one.title) for word in words))


def _fits(entry: Entry, channel: str) -> bool:
    template = entry.template
    return not channel or template is None or template.channel in {"any", "", channel}


def _text(entry: Entry) -> str:
    template = entry.template
    return f"{entry.title} {template.subject} {template.body}" if template else entry.title


def macros_of(template: Template, fields: Sequence[str] = ()) -> list[str]:
    """The macros that a template uses, as people of this language write them, each once."""
    language = current_language()
    found = macros.find(f"{template.subject}\n{template.body}", fields)
    names = [macros.label(one.macro.name, language) if one.macro else one.name for one in found]
    return [f"{{{name}}}" for name in dict.fromkeys(names)]


def summary(entry: Entry) -> str:
    """What is shown of it before it is taken."""
    template = entry.template
    if template is None:
        return entry.problem
    parts = [template.body.strip()]
    if template.subject:
        parts.insert(0, _("Subject: {subject}").format(subject=template.subject) + "\n")
    if used := macros_of(template):
        parts.append("\n" + _("Macros: {names}").format(names=" ".join(used)))
    return "\n".join(parts)
