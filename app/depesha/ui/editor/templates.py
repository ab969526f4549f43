"""*Load* and *Save* of the editor."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from depesha.api.i18n import _
from depesha.domain.errors import InputError
from depesha.render import own
from depesha.render.files import Template, save
from depesha.ui.commands import Command
from depesha.ui.templates.gallery import choose_template

if TYPE_CHECKING:
    from depesha.ui.editor.frame import EditorFrame


def commands(frame: "EditorFrame") -> Command:
    """The arrow beside *Save*."""
    return Command(
        "editor.save.more", "", lambda: None,
        children=(
            Command("editor.save.own", _("As an own template…"), lambda: keep(frame, anew=True),
                    "layout-template"),
            Command("editor.save.file", _("To a file…"), lambda: to_file(frame), "file-text"),
        ),
    )  # fmt: skip


def take(frame: "EditorFrame") -> None:
    """Choose a template from the gallery, or a file."""
    found = choose_template(frame.services, frame.winfo_toplevel(), frame.channel.id)
    if found is not None:
        frame.show_template(found.template, found.name)


def keep(frame: "EditorFrame", *, anew: bool = False) -> None:
    """Save as an own template: over the one it was opened from, or under a title of its own."""
    template, path = frame.template(), frame.file
    if anew or not path:
        title = frame.services.dialogs.text(
            _("Save"), _("What should the template be called?"), template.title or template.subject
        )
        if not title or not title.strip():
            return
        template = replace(template, title=title.strip())
        folder = frame.services.office.profile.templates
        _written(frame, template, lambda: own.add(folder, template))
    else:
        _written(frame, template, lambda: _over(Path(path), template))


def to_file(frame: "EditorFrame") -> None:
    """Save in a file that the person names."""
    template = frame.template()
    ending = ".html" if template.format == "html" else ".txt"
    name = (template.title or template.subject or _("Template")) + ending
    path = frame.services.dialogs.save_file(_("To a file…"), name, [(_("Templates"), f"*{ending}")])
    if path is not None:
        _written(frame, template, lambda: _over(path, template), remember=False)


def _over(path: Path, template: Template) -> Path:
    save(path, template)
    return path


def _written(
    frame: "EditorFrame", template: Template, write: Callable[[], Path], *, remember: bool = True
) -> None:
    try:
        path = write()
    except InputError as error:
        frame.complain(str(error))
        return
    if remember:
        frame.saved(template, str(path))
    if frame.composition().pictures:
        frame.complain(_("The template is saved without its pictures: they belong to the message."))
        return
    frame.services.notices.good(_("Saved: {title}.").format(title=template.title or path.name))
