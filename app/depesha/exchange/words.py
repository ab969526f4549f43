"""Words for kinds, types and the like, as offices and programs write them."""

import re
from enum import StrEnum
from typing import TypeVar

from depesha.api import N_, _
from depesha.domain.people import Blocked, ContactType, Kind
from depesha.exchange.fields import normal
from depesha.store.codes import MAX_CODE

E = TypeVar("E", bound=StrEnum)

TITLES: dict[StrEnum, str] = {
    Kind.PERSON: N_("Person"),
    Kind.COMPANY: N_("Legal entity"),
    ContactType.CUSTOMER: N_("Customer"),
    ContactType.SUPPLIER: N_("Supplier"),
    ContactType.OWN_FIRM: N_("Own firm"),
    ContactType.BANK: N_("Bank"),
    Blocked.NO: N_("Not blocked"),
    Blocked.WARN: N_("Warn"),
    Blocked.FORBID: N_("Forbid"),
}

_WORDS: dict[StrEnum, str] = {
    Kind.PERSON: "физическое лицо|физ лицо|физлицо|физ|фл|ип"
    "|индивидуальный предприниматель|частное лицо",
    Kind.COMPANY: "юридическое лицо|юр лицо|юрлицо|юр|юл|организация|компания"
    "|organisation|organization",
    ContactType.CUSTOMER: "покупатель|клиент|заказчик|client|розничный покупатель"
    "|оптовый покупатель",
    ContactType.SUPPLIER: "поставщик|vendor",
    ContactType.OWN_FIRM: "наша фирма|своя фирма|наша организация|собственная организация",
    ContactType.BANK: "банк",
    Blocked.NO: "нет|не заблокирован|no|false|0|ложь|не блокирован|разрешено",
    Blocked.WARN: "предупреждать|предупреждение|предупредить",
    Blocked.FORBID: "запретить|запрет|запрещено|да|заблокирован|блокирован|yes|true|1"
    "|истина|blocked",
}
_BY_WORD = {
    (type(member), normal(word)): member
    for member, title in TITLES.items()
    for word in (member.value, title, *_WORDS[member].split("|"))
}

_LANGUAGES = {"русский": "ru", "russian": "ru", "английский": "en", "english": "en"}
_LEGAL_FORM = re.compile(
    r"(?<!\w)(?:ООО|ОАО|ЗАО|ПАО|АО|НАО|ТОО|ОДО|УП|ЧУП|АНО|НКО|ФГУП|МУП|ГУП|ГБУ|МБУ|ФГБУ|СНТ|ТСЖ"
    r"|Общество с ограниченной ответственностью|LLC|Ltd|GmbH|Inc)(?!\w)"
)
_INN_WEIGHTS = {
    10: ((2, 4, 10, 3, 5, 9, 4, 6, 8),),
    12: ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)),
}


def as_member(enum: type[E], text: str) -> E:
    """The member a word means, of several words the first that means any.

    Raises ValueError with the words that are understood.
    """
    for word in (text, *re.split("[,;/]", text)):
        found = _BY_WORD.get((enum, normal(word)))
        if isinstance(found, enum):
            return found
    raise ValueError(
        _("“{value}” is not understood here. Write one of: {words}.").format(
            value=text, words=", ".join(_(TITLES[member]) for member in enum)
        )
    )


def as_language(text: str) -> str:
    """`ru`, `en` or another code of two letters."""
    word = text.casefold()
    code = _LANGUAGES.get(word, word)
    if re.fullmatch("[a-z]{2}", code):
        return code
    raise ValueError(_("“{value}” is no language code. Write ru or en.").format(value=text))


def as_code(text: str) -> int:
    """A code that Depesha gave."""
    if text.isascii() and text.isdigit() and 0 < int(text) <= MAX_CODE:
        return int(text)
    raise ValueError(
        _("“{value}” is no code of Depesha. Codes of other programs go into “{field}”.").format(
            value=text, field=_("External code")
        )
    )


_CHANNELS = {
    "e-mail": "email", "mail": "email", "почта": "email", "эл. почта": "email", "письмо": "email",
    "электронная почта": "email", "смс": "sms", "телеграм": "telegram", "телеграмм": "telegram",
    "tg": "telegram", "тг": "telegram", "макс": "max",
}  # fmt: skip
"""How people call channels → the id."""


def as_channels(text: str) -> tuple[str, ...]:
    """Ids of channels in their order, parted by commas or semicolons; a word that is none of those
    people use for them is taken for the id of a plugin's channel."""
    named = (word.strip().lower() for word in re.split("[,;]", text))
    return tuple(dict.fromkeys(_CHANNELS.get(word, word) for word in named if word))


def is_company(name: str, inn: str) -> bool:
    """Whether the name has a legal form, or the INN is that of an organisation."""
    return len(inn) == 10 or _LEGAL_FORM.search(name) is not None


def inn_of(text: str) -> str:
    """The INN alone (`7701234567/770101001`), with the leading zero that Excel took."""
    inn = text.partition("/")[0].strip()
    if len(inn) in {9, 11} and inn.isascii() and inn.isdigit() and _is_inn("0" + inn):
        return "0" + inn
    return inn


def _is_inn(inn: str) -> bool:
    """Whether the check digits are right (order of the Russian tax service)."""
    digits = [int(d) for d in inn]
    return all(
        sum(w * d for w, d in zip(weights, digits, strict=False)) % 11 % 10 == digits[len(weights)]
        for weights in _INN_WEIGHTS[len(inn)]
    )
