"""Words for people, in their language: one gettext catalogue, chosen once per process.

`_()` translates now; `N_()` only marks a string for translation, for places that are evaluated
before the language is known (class attributes, enum members) and are translated when shown.
"""

import gettext as _gettext
import locale
import os
from pathlib import Path

LANGUAGES = ("ru", "en")
_LOCALE_DIR = Path(__file__).parent.parent / "locale"
_catalogue: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def system_language() -> str:
    """The language of the system if we speak it, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return _known(value)
    return _known(locale.getlocale()[0] or "")


def _known(tag: str) -> str:
    language = tag.replace("-", "_").partition("_")[0].lower()
    # Windows names languages in words ("Russian_Russia").
    language = {"russian": "ru", "english": "en"}.get(language, language)
    return language if language in LANGUAGES else "en"


def use_language(language: str) -> None:
    """Switch all later translations; `language` is `ru`, `en` or empty for the system's."""
    global _catalogue, _language  # noqa: PLW0603 - one language per process is the point
    _language = _known(language) if language else system_language()
    _catalogue = _gettext.translation("depesha", _LOCALE_DIR, [_language], fallback=True)


def current_language() -> str:
    """`ru` or `en`."""
    return _language


def _(message: str) -> str:
    """The message in the language in force."""
    return _catalogue.gettext(message) if message else ""


def pgettext(context: str, message: str) -> str:
    """A message that means something else elsewhere; the context says which meaning this is."""
    return _catalogue.pgettext(context, message)


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the message that fits the number (Russian has three)."""
    return _catalogue.ngettext(one, many, n)


def N_(message: str) -> str:  # noqa: N802 - gettext's customary name
    """Mark for translation, translate later."""
    return message
