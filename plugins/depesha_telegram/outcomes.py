"""From the Bot API's answers to the four answers of the channel contract.

The code and the parameters decide; the description only tells apart what shares a code.
Documented: 401, 403, 429 with `retry_after`, 400 with `migrate_to_chat_id`. Read in the Bot API
server's public source: a 5xx is *not* certain. When it is restarted it answers `500 Internal Server
Error: restart` to messages that are on their way already, and `500 … sent message was immediately
deleted` to some that went. Assumed: the wording of most descriptions.
"""

from typing import Any

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope, SendError, _
from depesha_telegram.bot import AnswerLostError, NotReachedError, RejectedError

_WORDS: dict[int, tuple[tuple[str, Reason], ...]] = {
    403: (
        ("deactivated", Reason.NOT_SUBSCRIBED),
        ("can't initiate", Reason.NOT_SUBSCRIBED),
        ("can't send messages to bots", Reason.NOT_SUBSCRIBED),
        ("", Reason.BLOCKED_BY_RECIPIENT),
    ),
    400: (
        ("chat not found", Reason.NOT_SUBSCRIBED),
        ("user not found", Reason.NOT_SUBSCRIBED),
        ("peer_id_invalid", Reason.NOT_SUBSCRIBED),
        ("rights", Reason.POLICY),
        ("write_forbidden", Reason.POLICY),
        ("too big", Reason.TOO_LARGE),
        ("too long", Reason.CONTENT),
        ("too_long", Reason.CONTENT),
        ("is empty", Reason.CONTENT),
        ("entit", Reason.CONTENT),
        ("photo_", Reason.CONTENT),
        ("image_", Reason.CONTENT),
    ),
    413: (("", Reason.TOO_LARGE),),
}


def refused(no: RejectedError) -> SendError | AnswerLostError:
    """What a rejection of a message means."""
    if no.code >= 500:
        return AnswerLostError(f"the Bot API failed in the middle: {no}")
    if no.code == 429:
        return NotNow(
            Reason.THROTTLED,
            str(no),
            after=_seconds(no.parameters.get("retry_after")),
            scope=Scope.ACCOUNT,
        )
    if no.code in {401, 404}:
        return wrong_token(str(no))
    said = no.description.lower()
    reasons = (reason for words, reason in _WORDS.get(no.code, ()) if words in said)
    return Refused(next(reasons, Reason.REFUSED), str(no))


def refused_on_entry(error: RejectedError | AnswerLostError, host: str) -> SendError:
    """What the same mean while a session opens, when no message is in play."""
    if isinstance(error, RejectedError):
        meant = refused(error)
        if isinstance(meant, NotNow | AccountBroken):
            return meant
    elif error.status and error.status < 500:
        cure = _(
            "{host} answers, but not as Telegram does. Check the address of the Bot API, and"
            " whether the network wants you to sign in first: open any web page."
        )
        return AccountBroken(Reason.NOT_THE_PROVIDER, str(error), cure=cure.format(host=host))
    return NotNow(Reason.PROVIDER_ERROR, str(error), scope=Scope.ACCOUNT)


def unreached(error: NotReachedError, host: str) -> SendError:
    """No connection: everybody waits; a wrong certificate wants a person."""
    if error.untrusted:
        cure = _(
            "The certificate of {host} is not trusted. Check the computer's clock, and the programs"
            " that look into the traffic: antivirus, proxy."
        )
        return AccountBroken(Reason.TLS, str(error), cure=cure.format(host=host))
    return NotNow(Reason.CONNECTION, str(error), scope=Scope.ACCOUNT)


def wrong_token(answer: str = "") -> AccountBroken:
    """The bot is not known, or no longer."""
    cure = _("Telegram does not know this bot token. Copy it from @BotFather once more.")
    return AccountBroken(Reason.LOGIN, answer, cure=cure)


def _seconds(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) and value > 0 else None
