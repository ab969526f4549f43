"""What a mailing by SMS would cost in other letters, looked at before it leaves"""

from dataclasses import dataclass
from decimal import Decimal

from depesha.api.i18n import _
from depesha.delivery.composer import CannotComposeError, Composers
from depesha.delivery.office import Office
from depesha.delivery.plan import Sheet
from depesha.domain.segments import Spelling, count, mend, spell
from depesha.domain.states import State
from depesha.render.formats import money
from depesha.store import journal
from depesha.store.journal import Filter

SIGNS = 8
"""Signs that are named at most."""
SAMPLE = 200
"""Messages that are looked at; of more, the rest is taken to be like them."""


@dataclass(frozen=True, slots=True)
class Saving:
    """One way to pay for fewer SMS."""

    spelling: Spelling
    before: int
    """SMS of the whole mailing."""
    after: int
    money: Decimal
    """What is saved; 0 where no price is known."""
    exact: bool
    """Every message was looked at."""
    characters: tuple[str, ...]
    """What would be exchanged, in order of appearance; letters are not listed."""
    sample: tuple[str, str]
    """The first message that changes, as it is and as it would be."""


def savings(office: Office, sheet: Sheet) -> tuple[Saving, ...]:
    """The ways that help, the mildest first; none for a mailing that is spelt in one already."""
    texts = [] if sheet.mailing.spelling else _texts(office, sheet)
    found: list[Saving] = []
    least = now = sum(count(text).segments for text in texts)
    for spelling in (Spelling.PLAIN, Spelling.LATIN):
        spelt = [spell(text, spelling) for text in texts]
        then = sum(count(text).segments for text in spelt)
        if then < least:
            least = then
            found.append(_saving(sheet, spelling, texts, spelt, now, then))
    return tuple(found)


def in_words(one: Saving, currency: str) -> str:
    """What it would bring, in a sentence."""
    how = _("In Latin letters")
    if one.spelling is not Spelling.LATIN:
        shown = " ".join(f"“{sign}”" for sign in one.characters[:SIGNS])
        more = " …" if len(one.characters) > SIGNS else ""
        how = _("With plain signs instead of {characters}").format(characters=shown + more)
    fewer = fewer_sms(one.after, one.before, one.money, currency, exact=one.exact)
    said = f"{how}: {fewer}"
    # A currency such as "р." ends the sentence by itself.
    return said if said.endswith(".") else f"{said}."


def of_one(text: str) -> list[str]:
    """What other letters would save of one message, the mildest way first."""
    least = before = count(text).segments
    found = []
    for spelling, how in (
        (Spelling.PLAIN, _("With plain signs")),
        (Spelling.LATIN, _("In Latin letters")),
    ):
        after = count(spell(text, spelling)).segments
        if after < least:
            least = after
            fewer = fewer_sms(after, before, Decimal(0), "", exact=True)
            found.append(f"{how}: {fewer}")
    return found


def fewer_sms(after: int, before: int, less: Decimal, currency: str, *, exact: bool) -> str:
    """`1 SMS instead of 2, 2,50 р. less`; the money only where a price is known."""
    about = "" if exact else "~"
    said = _("{after} SMS instead of {before}").format(after=f"{about}{after}", before=before)
    if not less:
        return said
    return f"{said}, " + _("{money} less").format(money=f"{about}{money(less)} {currency}".strip())


def _saving(
    sheet: Sheet, spelling: Spelling, texts: list[str], spelt: list[str], now: int, then: int
) -> Saving:
    before = sheet.parts
    exact = len(texts) == sheet.ready
    after = then if exact else round(before * then / now)
    less = sheet.cost * (before - after) / before if before else Decimal(0)
    characters = dict.fromkeys(one for text in texts for one, _to in mend(text).replaced)
    sample = next(pair for pair in zip(texts, spelt, strict=True) if pair[0] != pair[1])
    return Saving(spelling, before, after, less, exact, tuple(characters), sample)


def _texts(office: Office, sheet: Sheet) -> list[str]:
    c = office.database.reader
    composer = Composers(office.channel).get(c, sheet.mailing.id)
    wanted = Filter(mailing_id=sheet.mailing.id, states=(State.QUEUED,), drafts=True)
    found = []
    for entry in journal.entries(c, wanted, SAMPLE):
        try:
            found.append(composer.words(entry.data))
        except CannotComposeError:
            continue
    return found
