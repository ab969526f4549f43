"""Whether a letter has a subject."""

from depesha.api import Finding, Message, Reason, _
from depesha_email.account import EmailAccount
from depesha_email.headers import clean


def missing(message: Message, _settings: EmailAccount) -> Finding | None:
    """A finding where it has none: mail programs show such letters as rubbish, filters take them
    for it."""
    if clean(message.subject):
        return None
    return Finding(Reason.CONTENT, _("The letter has no subject."))
