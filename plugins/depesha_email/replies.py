"""What people write back: answers, and the wish to hear no more. What machines write is neither."""

import re
from contextlib import suppress
from email.message import Message as Mail
from html import unescape

from depesha.api import wants_no_more as is_stop_word
from depesha_email.headers import clean
from depesha_email.traces import written

_AUTOMATIC_SUBJECT = re.compile(
    r"^\s*(auto(matic)?[ -]?(reply|response|antwort)|out of (the )?office|автоответ|"
    r"автоматический ответ|вне офиса|отсутствую|abwesend|on vacation)",
    re.IGNORECASE,
)
_AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress")
_QUOTES = re.compile(
    r"^\s*(>|--\s*$|_{5,}|-{3,})|^.{0,120}(пишет|писал\(а\)|wrote):\s*$", re.IGNORECASE
)
_PREFIX = re.compile(r"^\s*((re|fwd?|на|отв|aw)(\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_LINES = frozenset({"br", "p", "div", "tr", "li"})
_QUOTED = re.compile(
    "<blockquote|<div [^>]*(gmail_quote|yahoo_quoted|divRplyFwdMsg|moz-cite-prefix)"
)
"""Where mail programs put what they quote."""
_TEXT_MAX = 10_000
_HTML_MAX = 100_000


def is_automatic(mail: Mail) -> bool:
    """Whether a machine answered: a holiday reply, a ticket system, a mailing (RFC 3834)."""
    submitted = str(mail.get("Auto-Submitted", "no")).partition(";")[0].strip().lower()
    precedence = str(mail.get("Precedence", "")).strip().lower()
    return (
        submitted != "no"
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or any(name in mail for name in _AUTOMATIC_HEADERS)
        or "List-Id" in mail
        or _AUTOMATIC_SUBJECT.match(subject(mail)) is not None
    )


def subject(mail: Mail) -> str:
    """The subject as people read it, in one line."""
    for name, value in mail.raw_items():
        if name.lower() == "subject":
            # Some send it as it is, against the rules.
            raw = str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            return shown(raw)
    return ""


def shown(raw: str) -> str:
    """A header's text as people read it, in one line."""
    from email.header import decode_header, make_header

    with suppress(ValueError, LookupError):
        raw = str(make_header(decode_header(raw)))
    return " ".join(clean(raw).split())


def own_words(mail: Mail) -> str:
    """What the person wrote, without what is quoted below it."""
    lines: list[str] = []
    for line in _text(mail).splitlines():
        if _QUOTES.search(line):
            break
        lines.append(line.rstrip())
    return "\n".join(lines).strip()[:_TEXT_MAX]


def wants_no_more(mail: Mail) -> bool:
    """Whether subject or first line is a word such as «СТОП» and nothing else."""
    first = next(iter(own_words(mail).splitlines()), "")
    said = (_PREFIX.sub("", subject(mail)), first)
    return any(map(is_stop_word, said))


def _text(mail: Mail) -> str:
    parts = [part for part in mail.walk() if not part.get_filename()]
    for part in parts:
        if part.get_content_type() == "text/plain":
            return written(part)
    for part in parts:
        if part.get_content_type() == "text/html":
            return _untagged(written(part))
    return ""


def _untagged(html: str) -> str:
    import nh3

    # What is left of a stranger's markup is well-formed, and was read in one go.
    found = nh3.clean(
        html[:_HTML_MAX],
        tags={*_LINES, "blockquote"},
        attributes={"div": {"class", "id"}, "blockquote": {"class"}},
        clean_content_tags={"script", "style", "title"},
        link_rel=None,
    )
    if quoted := _QUOTED.search(found):
        found = found[: quoted.start()]
    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"<(br|/p|/div|/tr|/li)>", "\n", found)))
