"""A contact as the texts of its card, and back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from depesha.api.i18n import N_, _
from depesha.domain.categories import Category
from depesha.domain.people import Blocked, Contact, ContactType, Employee, Kind
from depesha.ui.contacts.rows import TYPES
from depesha.ui.record_form import Field, Group

_KINDS = {"person": N_("Person"), "company": N_("Legal entity")}
_BLOCKS = {"no": N_("None"), "warn": N_("Warn"), "forbid": N_("Forbid")}
CUSTOM = "custom."
NOBODY = "0"


def groups(
    categories: Mapping[int, str], managers: Sequence[Employee],
    custom: Sequence[str], addresses: Sequence[str] = (),
) -> list[Group]:  # fmt: skip
    """The card's fields. `categories` maps ids to whole paths; `addresses` are custom fields that
    stand with the other addresses, whether any contact has them yet or not."""
    in_words = {key: _(title) for key, title in TYPES.items()}
    category = {NOBODY: "–", **{str(id_): path for id_, path in categories.items()}}
    own = _custom(name for name in custom if name not in addresses)
    manager = {NOBODY: "–", **{str(one.id): one.name for one in managers}}
    return [
        Group(_("Who it is"), (
            Field("code", _("Code"), fixed=True),
            Field("name", f"{_('Name')} *"),
            Field("display_name", _("Show as")),
            Field("kind", _("Kind"), {key: _(title) for key, title in _KINDS.items()}),
            Field("type", _("Type"), in_words),
            Field("category", _("Category"), category),
            Field("city", _("City")),
            Field("inn", _("INN")),
        )),
        Group(_("How to reach them"), (
            Field("mobile_phone", _("Mobile phone")),
            Field("work_phone", _("Work phone")),
            Field("email", _("E-mail")),
            Field("extra_emails", _("Additional e-mails")),
            Field("telegram", _("Telegram (number of the chat)")),
            *_custom(addresses),
            Field("contact_person", _("Contact person")),
            Field("language", _("Language"), {"": "–", "ru": "Русский", "en": "English"}),
            Field("timezone", _("Time zone")),
        )),
        Group(_("Business"), (
            Field("manager", _("Responsible manager"), manager),
            Field("balance", _("Balance")),
            Field("overdue", _("Overdue")),
            Field("currency", _("Currency")),
            Field("blocked", _("Block"), {key: _(title) for key, title in _BLOCKS.items()}),
            Field("birthday", _("Birthday")),
        )),
        Group(_("Notes"), (Field("note", _("Note"), lines=4), *own)),
    ]  # fmt: skip


def _custom(names: Iterable[str]) -> tuple[Field, ...]:
    return tuple(Field(f"{CUSTOM}{name}", name) for name in names)


def texts_of(contact: Contact) -> dict[str, str]:
    """What the card shows."""
    from depesha.render.formats import money

    born = contact.birthday
    return {
        "code": str(contact.code or ""),
        "name": contact.name,
        "display_name": contact.display_name,
        "kind": contact.kind,
        "type": contact.type,
        "category": str(contact.category_id or NOBODY),
        "city": contact.city,
        "inn": contact.inn,
        "mobile_phone": contact.mobile_phone,
        "work_phone": contact.work_phone,
        "email": contact.email,
        "extra_emails": ", ".join(contact.extra_emails),
        "telegram": contact.telegram,
        "contact_person": contact.contact_person,
        "language": contact.language,
        "timezone": contact.timezone,
        "manager": str(contact.manager_id or NOBODY),
        "balance": money(contact.balance),
        "overdue": money(contact.overdue),
        "currency": contact.currency,
        "blocked": contact.blocked,
        "birthday": f"{born:%d.%m.%Y}" if born else "",
        "note": contact.note,
        **{f"{CUSTOM}{name}": text for name, text in contact.custom.items()},
    }


def contact_of(base: Contact, texts: Mapping[str, str], read: Mapping[str, Any]) -> Contact:
    """The contact with what the card says now; `read` are the values that needed reading."""
    custom = {
        key.removeprefix(CUSTOM): text.strip()
        for key, text in texts.items()
        if key.startswith(CUSTOM) and text.strip()
    }
    return replace(
        base,
        kind=Kind(texts["kind"]),
        type=ContactType(texts["type"]),
        blocked=Blocked(texts["blocked"]),
        language=texts["language"],
        category_id=int(texts["category"]) or None,
        manager_id=int(texts["manager"]) or None,
        custom={**custom, **{k: v for k, v in base.custom.items() if f"{CUSTOM}{k}" not in texts}},
        **read,
    )


LISTED = ("code", "kind", "type", "blocked", "language", "category", "manager")
"""Fields that are chosen or fixed, and need no reading."""


def paths(categories: Sequence[Category]) -> dict[int, str]:
    """Id → names from the top down, in the order of the paths."""
    by_id = {one.id: one for one in categories}

    def path(one: Category) -> str:
        above = by_id.get(one.parent_id or 0)
        return f"{path(above)} / {one.name}" if above else one.name

    found = {one.id: path(one) for one in categories}
    return dict(sorted(found.items(), key=lambda pair: pair[1].casefold()))
