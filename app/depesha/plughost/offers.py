"""What a plugin may offer, looked at closely before anybody relies on it."""

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from depesha.api import (
    AccountSettings,
    Channel,
    Editor,
    Gateway,
    GatewaySettings,
    MessageCheck,
    Reason,
    Style,
    TemplatePack,
    _,
)
from depesha.api.editors import Format
from depesha.api.settings import field_types

_ID = re.compile(r"[a-z][a-z0-9_]*")
_NO_CHANNEL = frozenset({"office", "profile_id"})
"""First words of the settings' keys that are the program's own."""


class Rejection(Exception):
    """A plugin's offer does not fit. The text is a translated sentence."""


@dataclass(slots=True)
class Offers:
    """What one plugin, or all accepted ones together, have to offer."""

    channels: dict[str, type[Channel[Any]]] = field(default_factory=dict)
    gateways: dict[str, type[Gateway[Any]]] = field(default_factory=dict)
    template_packs: dict[str, TemplatePack] = field(default_factory=dict)
    message_checks: list[MessageCheck] = field(default_factory=list)
    editors: dict[str, Editor] = field(default_factory=dict)


def together(all_offers: Iterable[Offers]) -> Offers:
    """Several plugins' offers as one."""
    sum_of_all = Offers()
    for offers in all_offers:
        sum_of_all.channels |= offers.channels
        sum_of_all.gateways |= offers.gateways
        sum_of_all.template_packs |= offers.template_packs
        sum_of_all.message_checks += offers.message_checks
        sum_of_all.editors |= offers.editors
    return sum_of_all


def examine(answers: Mapping[str, Any], taken: Offers) -> Offers:
    """A plugin's answers, by hook, as its offers; `taken` are those accepted before.

    Raises Rejection at the first that does not fit.
    """
    offers = Offers()
    for hook, answer in answers.items():
        if not isinstance(answer, list):
            raise Rejection(
                _("{hook}() must return a list, not {type}.").format(
                    hook=hook, type=type(answer).__name__
                )
            )
        into = getattr(offers, hook)
        for offer in answer:
            _EXAMINERS[hook](offer)
            if isinstance(into, dict):
                if offer.id in into or offer.id in getattr(taken, hook):
                    raise Rejection(
                        _("{hook}(): “{id}” is offered already.").format(hook=hook, id=offer.id)
                    )
                into[offer.id] = offer
            else:
                into.append(offer)
    return offers


def _channel(offer: Any) -> None:
    _subclass(offer, Channel)
    _identity(offer)
    if offer.id in _NO_CHANNEL:
        raise Rejection(_("No channel may be named “{id}”.").format(id=offer.id))
    _settings(offer, AccountSettings)
    _attribute(offer, "style", Style)
    _attribute(offer, "address_field", str)
    _attribute(offer, "missing", Reason)
    _static(offer, "address", "connect", "effective", "rehearse")


def _gateway(offer: Any) -> None:
    _subclass(offer, Gateway)
    _identity(offer)
    _settings(offer, GatewaySettings)
    _static(offer, "connect")


def _template_pack(offer: Any) -> None:
    _instance(offer, TemplatePack)
    _identity(offer)
    if not offer.folder.is_dir():
        raise Rejection(_("{offer} names a folder that is not there.").format(offer=offer.id))


def _message_check(offer: Any) -> None:
    _instance(offer, MessageCheck)
    _attribute(offer, "channel", str)
    if not callable(offer.check):
        raise Rejection(_("MessageCheck.check must be a function."))


def _editor(offer: Any) -> None:
    _instance(offer, Editor)
    _identity(offer)
    for name, known in (("styles", tuple(Style)), ("formats", get_args(Format))):
        _attribute(offer, name, tuple)
        if not set(getattr(offer, name)) <= set(known):
            raise Rejection(
                _("{offer}.{attribute} may only name {known}.").format(
                    offer=offer.id, attribute=name, known=", ".join(known)
                )
            )
    if not callable(offer.build):
        raise Rejection(_("Editor.build must be a function."))


_EXAMINERS: dict[str, Callable[[Any], None]] = {
    "channels": _channel,
    "gateways": _gateway,
    "template_packs": _template_pack,
    "message_checks": _message_check,
    "editors": _editor,
}


def _instance(offer: Any, kind: type) -> None:
    if not isinstance(offer, kind):
        raise Rejection(
            _("{offer} is not a {type}.").format(offer=_name(offer), type=kind.__name__)
        )


def _subclass(offer: Any, base: type) -> None:
    if not (isinstance(offer, type) and issubclass(offer, base)):
        raise Rejection(
            _("{offer} is not a subclass of {type}.").format(offer=_name(offer), type=base.__name__)
        )
    if inspect.isabstract(offer):
        missing = ", ".join(sorted(getattr(offer, "__abstractmethods__", ())))
        raise Rejection(_("{offer} lacks {missing}.").format(offer=_name(offer), missing=missing))


def _static(offer: type, *names: str) -> None:
    # The host calls them on the class: a forgotten @staticmethod would fail in the first mailing.
    for name in names:
        if not isinstance(inspect.getattr_static(offer, name), (staticmethod, classmethod)):
            raise Rejection(
                _("{offer}.{attribute} must be a @staticmethod.").format(
                    offer=_name(offer), attribute=name
                )
            )


def _identity(offer: Any) -> None:
    _attribute(offer, "id", str)
    _attribute(offer, "title", str)
    if not _ID.fullmatch(offer.id):
        raise Rejection(
            _("{offer}: the id “{id}” must be one lower-case ASCII word.").format(
                offer=_name(offer), id=offer.id
            )
        )


def _settings(offer: Any, base: type) -> None:
    declared = getattr(offer, "settings", None)
    if not (isinstance(declared, type) and issubclass(declared, base)):
        raise Rejection(
            _("{offer}.settings must be a subclass of {type}.").format(
                offer=_name(offer), type=base.__name__
            )
        )
    try:
        field_types(declared)
    except (TypeError, NameError) as error:
        raise Rejection(f"{_name(offer)}: {error}.") from error


def _attribute(offer: Any, name: str, kind: type) -> None:
    value = getattr(offer, name, None)
    if not isinstance(value, kind) or not value:
        raise Rejection(
            _("{offer}.{attribute} must be a {type} and not empty.").format(
                offer=_name(offer), attribute=name, type=kind.__name__
            )
        )


def _name(offer: Any) -> str:
    return offer.__qualname__ if isinstance(offer, type) else type(offer).__qualname__
