"""What a person at the program may see and do, and the roles that say so."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from depesha.api.i18n import N_, _
from depesha.domain.errors import DepeshaError

if TYPE_CHECKING:
    from depesha.domain.masking import Masking


class Right(StrEnum):
    """One thing that not everybody may do."""

    PHONES = "phones"
    EMAILS = "emails"
    SEND = "send"
    EXPORT = "export"
    DELETE = "delete"
    SETTINGS = "settings"


TITLES = MappingProxyType({
    Right.PHONES: N_("See phone numbers whole, and call"),
    Right.EMAILS: N_("See e-mail addresses whole"),
    Right.SEND: N_("Send messages"),
    Right.EXPORT: N_("Export tables into files"),
    Right.DELETE: N_("Delete records"),
    Right.SETTINGS: N_("Change settings and rights"),
})  # fmt: skip
"""What each right is called; to be translated."""


class Role(StrEnum):
    """What an employee is at the program. Whoever has none may do everything."""

    MANAGER = "manager"
    OPERATOR = "operator"
    VIEWER = "viewer"


ROLES = MappingProxyType({
    Role.MANAGER: N_("Manager"),
    Role.OPERATOR: N_("Operator"),
    Role.VIEWER: N_("Observer"),
})  # fmt: skip
"""What each role is called; to be translated."""

NOTHING = "none"
"""Written where a role has no right at all."""


class NotAllowedError(DepeshaError):
    """The person who works here has no right to this."""


class Rights(NamedTuple):
    """What one person may do."""

    held: frozenset[Right] = frozenset(Right)

    def may(self, right: Right) -> bool:
        """Whether the person has the right."""
        return right in self.held

    def require(self, right: Right) -> None:
        """Raise NotAllowedError, with words that say where rights are given."""
        if not self.may(right):
            raise NotAllowedError(
                _("You have no right to this: “{right}”. Who works here, and what each role may"
                  " do, is said in Settings ► Rights.").format(right=_(TITLES[right]))
            )  # fmt: skip

    @property
    def masking(self) -> "Masking":
        """What the person sees of addresses."""
        from depesha.domain.masking import Masking

        return Masking(phones=self.may(Right.PHONES), emails=self.may(Right.EMAILS))


def parse_rights(text: str) -> frozenset[Right]:
    """`phones send` as rights; `none` for none. Raises ValueError with a sentence."""
    words = text.split()
    if words == [NOTHING]:
        return frozenset()
    known = ", ".join(Right)
    try:
        return frozenset(map(Right, words))
    except ValueError:
        raise ValueError(
            _("Rights are {known}, with a space between them, or {none}.").format(
                known=known, none=NOTHING
            )
        ) from None


def spell_rights(rights: Iterable[Right]) -> str:
    """What `parse_rights` reads."""
    held = set(rights)
    return " ".join(right for right in Right if right in held) or NOTHING


def parse_roles(text: str) -> dict[int, Role]:
    """`17:manager 18:viewer` as roles by the employees' codes. Raises ValueError in words."""
    found = {}
    for word in text.split():
        code, _colon, role = word.partition(":")
        if not (code.isascii() and code.isdigit() and role in set(Role)):
            raise ValueError(
                _("Roles are written as 17:manager 18:viewer, with the employees’ codes; roles are"
                  " {known}.").format(known=", ".join(Role))
            )  # fmt: skip
        found[int(code)] = Role(role)
    return found


def spell_roles(roles: Mapping[int, Role]) -> str:
    """What `parse_roles` reads."""
    return " ".join(f"{code}:{role}" for code, role in sorted(roles.items()))
