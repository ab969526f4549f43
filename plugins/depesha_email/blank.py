"""Whether a letter says anything."""

from depesha.api import Finding, Message, Reason, _
from depesha_email.account import EmailAccount
from depesha_email.headers import clean


def blank(message: Message, _settings: EmailAccount) -> Finding | None:
    """A finding where it has no subject, which mail programs and filters take for rubbish, or
    nothing but a subject."""
    if not clean(message.subject):
        return Finding(Reason.CONTENT, _("The letter has no subject."))
    shown = message.text.strip() or "<img" in message.html
    if not shown and not message.pictures and not message.attachments:
        return Finding(Reason.CONTENT, _("The letter is empty."))
    return None
