"""The macros that can be put into a text, in the person's language, and how they are found."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from depesha.api.i18n import N_, _, current_language
from depesha.domain.macros import BUILT_IN
from depesha.domain.normal import fold

_SAY = {
    "CLIENT.NAME": N_("Name of the recipient"),
    "CLIENT.CATEGORY": N_("Category of the recipient"),
    "CLIENT.PHONE": N_("Phone of the recipient"),
    "CLIENT.EMAIL": N_("E-mail of the recipient"),
    "CLIENT.CODE": N_("Code of the recipient"),
    "BALANCE.ACTUAL": N_("Actual balance"),
    "BALANCE.OVERDUE": N_("Overdue balance"),
    "CURRENCY.SYMBOL": N_("Sign of the currency"),
    "MANAGER.NAME": N_("Name of the responsible manager"),
    "MANAGER.PHONE": N_("Phone of the responsible manager"),
    "MANAGER.EMAIL": N_("E-mail of the responsible manager"),
    "DOCUMENT.TYPE": N_("Type of the document"),
    "DOCUMENT.NUMBER": N_("Number of the document"),
    "DOCUMENT.DATE": N_("Date of the document"),
    "DOCUMENT.AMOUNT": N_("Amount of the document"),
    "DOCUMENT.STATE": N_("State of the document"),
    "FIRM.NAME": N_("Name of the own firm"),
    "DATE": N_("Today's date"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One macro to choose."""

    text: str
    """As it is written into the text, in braces."""
    other: str
    """Its name in the other language; empty for custom fields, which have one."""
    title: str


def offers(fields: Iterable[str]) -> list[Offer]:
    """All macros: the built-in ones, then the office's own fields."""
    russian = current_language() == "ru"
    found = []
    for macro in BUILT_IN:
        if macro.name in _SAY:
            names = (macro.russian, macro.name) if russian else (macro.name, macro.russian)
            found.append(Offer(f"{{{names[0]}}}", f"{{{names[1]}}}", _(_SAY[macro.name])))
    prefix = "ПОЛЕ" if russian else "FIELD"
    own = [Offer(f"{{{prefix}.{name}}}", "", _("Own field: {name}").format(name=name))
           for name in fields]  # fmt: skip
    return [*found, *own]


def matching(found: Collection[Offer], typed: str) -> list[Offer]:
    """The macros that hold every typed word: in their names, of either language, or their title."""
    words = fold(typed.replace(".", " ")).split()
    return [
        offer
        for offer in found
        if all(word in fold(f"{offer.text} {offer.other} {offer.title}") for word in words)
    ]
