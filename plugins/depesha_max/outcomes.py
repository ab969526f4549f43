"""From the bot API's answers to the four answers of the channel contract.

Documented: 400, 401, 404, 405, 429, 503; `verify.token`, `attachment.not.ready`. Seen in public
client code: 403 `chat.denied` with `error.dialog.suspended`, `error.dialog.notfound`,
`deprecated.token`. Assumed: `Retry-After` in seconds; that a 5xx is not certain.
"""

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope, SendError, _
from depesha.api.http import AnswerLostError, NotReachedError
from depesha_max.bot import RejectedError

NOT_READY = "attachment.not.ready"

_WORDS: dict[int, tuple[tuple[str, Reason], ...]] = {
    # A bot that no moderator has looked at yet gets the same answer for everybody. So this person
    # cannot be reached, but the address stays on the card.
    403: (("suspended", Reason.UNREACHABLE), ("", Reason.POLICY)),
    404: (
        ("dialog", Reason.NOT_SUBSCRIBED),
        ("chat", Reason.NOT_SUBSCRIBED),
        ("user", Reason.NOT_SUBSCRIBED),
    ),
    400: (("proto.payload", Reason.CONTENT), ("errors.process.attachment", Reason.CONTENT)),
    413: (("", Reason.TOO_LARGE),),
    415: (("", Reason.CONTENT),),
}


def refused(no: RejectedError) -> SendError | AnswerLostError:
    """What a rejection of a message means."""
    said = f"{no.code} {no.words}".lower()
    if no.status >= 500:
        return AnswerLostError(f"MAX failed in the middle: {no}")
    if no.status == 429:
        return NotNow(Reason.THROTTLED, str(no), after=no.after, scope=Scope.ACCOUNT)
    if no.status == 401 or ".token" in no.code:
        return wrong_token(str(no))
    if no.status == 405:
        return AccountBroken(Reason.CONFIGURATION, str(no))
    if no.code == NOT_READY:
        return NotNow(Reason.PROVIDER_ERROR, str(no), after=30.0)
    reasons = (reason for words, reason in _WORDS.get(no.status, ()) if words in said)
    return Refused(next(reasons, Reason.REFUSED), str(no))


def before(
    error: NotReachedError | AnswerLostError | RejectedError, host: str, scope: Scope
) -> SendError:
    """What the same mean while no message is in play: on opening, and while files go up. Nothing
    was sent, and that is certain."""
    if isinstance(error, NotReachedError):
        return unreached(error, host)
    if isinstance(error, RejectedError):
        meant = refused(error)
        if isinstance(meant, SendError):
            return meant
    elif error.status and error.status < 500:
        cure = _(
            "{host} answers, but not as MAX does. Check the address of the bot API, and whether the"
            " network wants you to sign in first: open any web page."
        )
        return AccountBroken(Reason.NOT_THE_PROVIDER, str(error), cure=cure.format(host=host))
    return NotNow(Reason.PROVIDER_ERROR, str(error), scope=scope)


def unreached(error: NotReachedError, host: str) -> SendError:
    """No connection: everybody waits; a wrong certificate wants a person."""
    if error.untrusted:
        cure = _(
            "The certificate of {host} is not trusted. MAX's is signed by the Russian national"
            " authority: install its root certificate, or name its file in the account. Check the"
            " computer's clock too."
        )
        return AccountBroken(Reason.TLS, str(error), cure=cure.format(host=host))
    return NotNow(Reason.CONNECTION, str(error), scope=Scope.ACCOUNT)


def wrong_token(answer: str = "") -> AccountBroken:
    """The bot is not known, or no longer."""
    cure = _("MAX does not know this bot token. Copy it from the bot's settings once more.")
    return AccountBroken(Reason.LOGIN, answer, cure=cure)
