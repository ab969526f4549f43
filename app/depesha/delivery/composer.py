"""From a ledger row to the message one person gets. Preview and delivery use the same call."""

import mimetypes
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from depesha.api.channel import Channel
from depesha.api.i18n import _, current_language
from depesha.api.message import Attachment, Message, Picture
from depesha.api.reasons import Reason
from depesha.delivery.keys import message_key
from depesha.delivery.outcome import describe, one_line
from depesha.domain import macros, segments
from depesha.render import template, values
from depesha.render.problems import RenderError
from depesha.store import mailings
from depesha.store.database import Connection
from depesha.store.ledger import Queued
from depesha.store.mailings import Mailing

KEPT = 8
"""Mailings whose composers are kept ready."""


class CannotComposeError(Exception):
    """This person's message cannot be made; nothing was sent."""

    def __init__(self, reason: Reason, detail: str) -> None:
        self.reason = reason
        self.detail = one_line(detail)
        super().__init__(self.detail)


class Composer:
    """Makes the messages of one mailing. Safe to share between threads."""

    def __init__(
        self, mailing: Mailing, channel: type[Channel[Any]], pictures: tuple[Picture, ...]
    ) -> None:
        """Raises render's TemplateError where the text cannot be compiled."""
        self._mailing = mailing
        source = template.Source(
            body=mailing.body,
            subject=mailing.subject,
            format="html" if mailing.format == "html" else "simple",
            pictures=pictures,
            attachments=mailing.attachments,
        )
        self._compiled = template.compile(source, channel.style, mailing.fields)
        # Shared attachments are one object, so that a channel encodes them once.
        self._attachment = lru_cache(maxsize=64)(_attachment)

    @property
    def used(self) -> frozenset[str]:
        """Canonical names of the macros that the text uses."""
        return self._compiled.used

    @property
    def warnings(self) -> tuple[str, ...]:
        """What will not look quite as it was typed, with its place in the text."""
        return tuple(str(problem) for problem in self._compiled.warnings)

    def message(self, row: Queued) -> Message:
        """The message of one delivery. Raises CannotComposeError."""
        key = message_key(self._mailing.key, row.id, row.round)
        return self.compose(key, row.address, row.name, _values(row.data))

    def words(self, data: str) -> str:
        """Subject and text for the values of a ledger row, also where a file of it is gone.

        Raises CannotComposeError.
        """
        rendered = self._rendered(_values(data))
        return f"{rendered.subject}\n\n{rendered.text}" if rendered.subject else rendered.text

    def compose(self, key: str, address: str, name: str, data: "values.Values") -> Message:
        """The message for these values. Raises CannotComposeError."""
        rendered = self._rendered(data)
        return Message(
            key=key,
            address=address,
            name=name,
            subject=rendered.subject,
            text=rendered.text,
            html=rendered.html,
            pictures=self._compiled.pictures,
            attachments=tuple(self._attachment(path) for path in rendered.attachments),
        )

    def _rendered(self, data: "values.Values") -> template.Rendered:
        try:
            rendered = self._compiled.render(data)
        except RenderError as error:
            raise CannotComposeError(Reason.BAD_TEMPLATE, str(error)) from error
        except Exception as error:  # whatever it is, the other people's messages must go on
            raise CannotComposeError(Reason.BAD_TEMPLATE, describe(error)) from error
        if rendered.missing:
            language = current_language()
            names = ", ".join(f"{{{macros.label(one, language)}}}" for one in rendered.missing)
            raise CannotComposeError(
                Reason.EMPTY_VALUE, _("Nothing is filled in for {names}.").format(names=names)
            )
        # Here and not in the template: the values of macros have letters too.
        spelt = segments.spell(rendered.text, self._mailing.spelling)
        return rendered if spelt == rendered.text else rendered._replace(text=spelt)


def _values(data: str) -> "values.Values":
    try:
        return values.loads(data)
    except ValueError as error:
        raise CannotComposeError(Reason.BAD_TEMPLATE, describe(error)) from error


def _attachment(path: str) -> Attachment:
    file = Path(path)
    try:
        there = file.is_file()
    except OSError:  # a name that is too long, a folder that may not be read
        there = False
    if not there:
        raise CannotComposeError(
            Reason.MISSING_ATTACHMENT, _("There is no file {path}.").format(path=path)
        )
    mime, _encoding = mimetypes.guess_type(file.name)
    return Attachment(file.name, mime or "application/octet-stream", file)


class Composers:
    """Composers of the mailings that are being sent, made once each."""

    def __init__(self, channel_of: Callable[[str], type[Channel[Any]]]) -> None:
        self._channel_of = channel_of
        self._made: dict[int, Composer] = {}
        self._lock = threading.Lock()

    def get(self, c: Connection, mailing_id: int) -> Composer:
        """The composer of a stored mailing."""
        # Under a lock, so that all sessions share one composer: channels know pictures by identity.
        with self._lock:
            found = self._made.get(mailing_id)
            if found is None:
                mailing = mailings.get(c, mailing_id)
                assert mailing is not None
                pictures = mailings.pictures(c, mailing_id)
                found = Composer(mailing, self._channel_of(mailing.channel), pictures)
                if len(self._made) >= KEPT:
                    del self._made[min(self._made)]
                self._made[mailing_id] = found
            return found
