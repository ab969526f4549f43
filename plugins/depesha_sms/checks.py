"""What can be told of a text before it leaves.

The exact number of SMS parts is the host's to count (it does so for every metered channel). Here is
only what no counting can change: an empty text, and one longer than the service takes.
"""

from typing import Any

from depesha.api import Finding, Message, Reason, _
from depesha_sms.gateways import LONGEST

_PARTS = 10
_CHARACTERS = 153 * _PARTS
"""More do not fit into ten parts, whatever the letters."""


def check(message: Message, settings: Any) -> Finding | None:
    """A Finding where the message cannot go; `settings` are the account's."""
    if not message.text.strip():
        return Finding(Reason.CONTENT, _("The message has no text."))
    limit = LONGEST.get(getattr(settings, "gateway", ""), _CHARACTERS)
    if len(message.text) > limit:
        detail = _("The text has {count} characters; {limit} at most can go.").format(
            count=len(message.text), limit=limit
        )
        return Finding(Reason.TOO_MANY_PARTS, detail)
    return None
