"""Requests that a user describes by a template. A value never becomes structure: the template is
taken apart first, and its placeholders are filled in afterwards, each inside its own string.
"""

import base64
import json
import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import parse_qsl

from depesha.api import Secret, _

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
SECRETS = frozenset({"password", "api_key", "basic"})
PLAIN = frozenset({"phone", "digits", "text", "sender", "key", "login"})

Values = Mapping[str, str | Secret]


def form(template: str) -> dict[str, str]:
    """`to={phone}&text={text}` as field → template. ValueError with a sentence."""
    pairs = parse_qsl(template, keep_blank_values=True)
    if not any(map(names, dict(pairs).values())) or len(dict(pairs)) < len(pairs):
        raise ValueError(_("Write the fields as name={phone}&name={text}, each name once."))
    return dict(_checked(pairs))


def body(template: str) -> Any:
    """A JSON text as a value whose strings are templates. ValueError with a sentence."""
    try:
        return _checked(json.loads(template))
    except (json.JSONDecodeError, RecursionError):
        words = _("The template is not JSON. Placeholders go inside quotes: {example}.")
        raise ValueError(words.format(example='{"to": "{phone}"}')) from None


def header(template: str, known: Collection[str]) -> list[tuple[str, str]]:
    """`Name: value` as one pair, or none for an empty template; `known` placeholders may stand in
    it. ValueError with a sentence."""
    if not template.strip():
        return []
    name, colon, value = (part.strip() for part in template.partition(":"))
    if not colon or not re.fullmatch(r"[A-Za-z0-9-]+", name) or not value.isprintable():
        raise ValueError(_("Write the header as Name: value."))
    return [(name, _checked(value, known))]


def names(template: Any) -> set[str]:
    """The placeholders in a template or in a structure of them."""
    if isinstance(template, str):
        return set(PLACEHOLDER.findall(template))
    inner = template.values() if isinstance(template, dict) else template
    return set().union(*map(names, inner)) if isinstance(template, dict | list | tuple) else set()


def fill(template: Any, values: Values) -> Any:
    """The structure with its placeholders filled in; a string with a secret in it is a Secret."""
    if isinstance(template, dict):
        return {key: fill(one, values) for key, one in template.items()}
    if isinstance(template, list):
        return [fill(one, values) for one in template]
    if not isinstance(template, str):
        return template

    def value(found: re.Match[str]) -> str:
        one = values[found[1]]
        return one.reveal() if isinstance(one, Secret) else one

    text = PLACEHOLDER.sub(value, template)
    return Secret(text) if names(template) & SECRETS else text


def basic(login: str, password: Secret) -> Secret:
    """What follows `Authorization: Basic`."""
    return Secret(base64.b64encode(f"{login}:{password.reveal()}".encode()).decode())


def _checked(template: Any, known: Collection[str] = PLAIN | SECRETS) -> Any:
    if unknown := names(template).difference(known):
        words = _("There is no placeholder {{{name}}} here. There are: {known}.")
        listed = ", ".join(f"{{{one}}}" for one in sorted(known))
        raise ValueError(words.format(name=min(unknown), known=listed))
    return template
