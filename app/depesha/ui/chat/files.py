"""Opens and keeps the files of a chat; what a stranger sent is opened where it is no program"""

import shutil
from pathlib import Path

from depesha.api.i18n import _
from depesha.domain.errors import InputError
from depesha.store.chat_messages import ChatFile
from depesha.ui import opening
from depesha.ui.chat.words import OPENS
from depesha.ui.services import Services


def open_file(services: Services, file: ChatFile, *, ours: bool) -> None:
    """Open the file in its program, or let the person keep it somewhere."""
    path = services.office.profile.chats / file.path
    if not path.is_file():
        services.notices.error(InputError(_("There is no file {path}.").format(path=path)))
        return
    harmless = ours or path.suffix.lower() in OPENS
    options = [_("Open"), _("Save as…")] if harmless else [_("Save as…")]
    question = file.name if harmless else _(
        "{name} may be a program. Save it, and open it only if you know what it is."
    ).format(name=file.name)  # fmt: skip
    chosen = services.dialogs.choose(_("File"), question, options)
    if chosen is None:
        return
    try:
        if options[chosen] == _("Open"):
            opening.open_file(path)
        else:
            _save(services, path, file.name)
    except InputError as error:
        services.notices.error(error)


def _save(services: Services, path: Path, name: str) -> None:
    target = services.dialogs.save_file(_("Save as…"), name)
    if target is None:
        return
    try:
        shutil.copyfile(path, target)
    except OSError as error:
        raise InputError(
            _("{file} cannot be written: {why}.").format(file=target, why=error.strerror or error)
        ) from error
    services.notices.good(_("Saved: {path}").format(path=target))
