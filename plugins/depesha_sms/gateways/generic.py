"""Any service that takes a message by one HTTP request: the account describes it.

Secrets never go into the address: proxies, servers and browsers keep addresses in their logs. So
the URL takes no placeholders at all; secrets go into the header or into the body. GET puts its
fields into the address, therefore its fields may not hold a secret (its header may).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Literal
from urllib.parse import parse_qsl, urlsplit

from depesha.api import (
    N_,
    AccountBroken,
    Context,
    Gateway,
    GatewaySettings,
    Message,
    Reason,
    Receipt,
    Refused,
    Secret,
    Session,
    _,
    secret,
    setting,
)
from depesha_sms import templates
from depesha_sms.answers import Answer
from depesha_sms.settings import HttpSettings, inherited
from depesha_sms.values import digits
from depesha_sms.wire import Wire, open_wire

_SEARCHED = 10_000
"""Characters of an answer that the patterns see, so that a poor pattern cannot hang for long."""


@dataclass(frozen=True, kw_only=True)
class GenericSettings(HttpSettings):
    """How a service wants its requests."""

    base_url: str = inherited(
        "base_url", "", title=N_("Address for requests"), help="", required=True
    )
    method: Literal["POST", "GET"] = setting("POST", title=N_("Method"))
    kind: Literal["form", "json"] = setting("form", title=N_("Fields go as"))
    template: str = setting(
        "phone={phone}&text={text}",
        title=N_("Fields"),
        help=N_(
            "For a form: to={phone}&text={text}. For JSON: the JSON text. Placeholders: {phone}"
            " with plus, {digits} without, {text}, {sender}, {key} (the message's own id),"
            " {login}, {password}, {api_key}."
        ),
        required=True,
    )
    header: str = setting(
        "",
        title=N_("Header"),
        help=N_(
            "E.g. Authorization: Bearer {api_key}, or Authorization: Basic {basic} for login and"
            " password."
        ),
    )
    success: str = setting(
        "",
        title=N_("Pattern of success"),
        help=N_(
            "A regular expression found in the answer only if the message was taken;"
            " (?P<id>…) marks the service's id of the message."
        ),
        required=True,
    )
    error: str = setting(
        "",
        title=N_("Pattern of refusal"),
        help=N_("A regular expression found in the answer only if the message was refused."),
    )
    login: str = setting("", title=N_("Login"))
    password: Secret = secret(title=N_("Password"))
    api_key: Secret = secret(title=N_("API key"))


class GenericHttp(Gateway[GenericSettings]):
    """Any other service that takes an SMS by one request over HTTP. You describe the request and
    how a good answer looks, from the service's manual."""

    id: ClassVar[str] = "http"
    title: ClassVar[str] = N_("Other service (HTTP)")
    settings: ClassVar[type[GatewaySettings]] = GenericSettings

    @staticmethod
    @contextmanager
    def connect(settings: GenericSettings, context: Context) -> Iterator[Session]:
        """Nothing is asked before the first message; AccountBroken where the description is not
        one."""
        plan = _plan(settings)
        if isinstance(plan, AccountBroken):
            raise plan
        with open_wire(settings, context, "", headers=plan.headers) as wire:
            yield GenericSession(settings, plan, wire)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The settings, read."""

    fields: Any
    headers: dict[str, Secret]
    values: dict[str, str | Secret]
    success: re.Pattern[str]
    error: re.Pattern[str] | None


class GenericSession:
    """Sends; there is nothing else that all services could do."""

    def __init__(self, settings: GenericSettings, plan: _Plan, wire: Wire) -> None:
        self._settings = settings
        self._plan = plan
        self._wire = wire

    def send(self, message: Message, /) -> Receipt:
        """A Receipt only where the pattern of success is found in an answer of status 2xx."""
        values = self._plan.values | {
            "phone": message.address,
            "digits": digits(message.address),
            "text": message.text,
            "key": message.key,
        }
        return self._judged(self._request(templates.fill(self._plan.fields, values)))

    def _request(self, filled: Any) -> Answer:
        url = self._settings.base_url
        if self._settings.method == "GET":
            # httpx would drop the query that the address already has.
            return self._wire.get(url, {**dict(parse_qsl(urlsplit(url).query)), **filled})
        if self._settings.kind == "json":
            return self._wire.post(url, body=filled)
        return self._wire.post(url, form=filled)

    def _judged(self, answer: Answer) -> Receipt:
        text = answer.text[:_SEARCHED]
        if self._plan.error and self._plan.error.search(text):
            raise Refused(Reason.REFUSED, answer.brief)
        found = self._plan.success.search(text) if 200 <= answer.status < 300 else None
        if found is None:
            raise answer.meaningless()
        return Receipt(provider_id=found.groupdict().get("id") or "", answer=answer.brief)


def _plan(settings: GenericSettings) -> _Plan | AccountBroken:
    """The settings read and found safe, or what a person must mend in them."""
    try:
        return _read(settings)
    except ValueError as error:
        sentence = str(error)
    return AccountBroken(Reason.CONFIGURATION, cure=sentence)


def _read(settings: GenericSettings) -> _Plan:
    _check_address(settings)
    by_form = settings.method == "GET" or settings.kind == "form"
    wanted = (templates.form if by_form else templates.body)(settings.template)
    if settings.method == "GET" and templates.names(wanted) & templates.SECRETS:
        raise ValueError(_("With GET the password or key must go into the header."))
    if not settings.success:
        raise ValueError(_("Say by the pattern of success how a good answer looks."))
    values: dict[str, str | Secret] = {
        "sender": settings.sender,
        "login": settings.login,
        "password": settings.password,
        "api_key": settings.api_key,
        "basic": templates.basic(settings.login, settings.password),
    }
    headers = {
        name: one if isinstance(one := templates.fill(line, values), Secret) else Secret(one)
        for name, line in templates.header(settings.header, values.keys())
    }
    error = _pattern(settings.error) if settings.error else None
    return _Plan(wanted, headers, values, _pattern(settings.success), error)


def _check_address(settings: GenericSettings) -> None:
    url = urlsplit(settings.base_url)
    given = (getattr(settings, f.name) for f in fields(settings))
    revealed = [one.reveal() for one in given if isinstance(one, Secret) and one]
    if url.password or "{" in settings.base_url or any(s in settings.base_url for s in revealed):
        raise ValueError(
            _("The address must not hold a password, a key or a placeholder: addresses end up in"
              " logs. Put it into the header or into the fields.")
        )  # fmt: skip


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error as error:
        words = _("“{pattern}” is not a regular expression: {problem}.")
        raise ValueError(words.format(pattern=text, problem=error)) from None
