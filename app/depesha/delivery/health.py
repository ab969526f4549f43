"""How the parts of the office are: each channel's accounts, the engine, the database, plugins."""

import shutil
from collections.abc import Iterator

from depesha.api.i18n import _
from depesha.delivery.background import Background
from depesha.delivery.funds import in_words
from depesha.delivery.office import Office
from depesha.delivery.outcome import Outcome
from depesha.delivery.progress import hold_text, wait_text
from depesha.domain import reasons
from depesha.domain.errors import DepeshaError
from depesha.domain.health import Health, Service
from depesha.domain.pacing import DAY
from depesha.domain.states import Mode, State
from depesha.plughost.state import PluginState
from depesha.settings.secrets import Place
from depesha.store import balances, health, holds
from depesha.store.balances import Balance
from depesha.store.database import faults_in_words

ROOM = 200_000_000
"""Bytes that should be free where the database lies."""
SILENT = 3
"""So many tries in a row without an answer are a service from which nothing is heard."""
_UNANSWERED = (State.WAITING, State.UNKNOWN)


def services(office: Office, engine: Background, *, closely: bool = False) -> tuple[Service, ...]:
    """Every part of the office. `closely` also opens accounts and the keyring, which may ask the
    person for a password."""
    found = [*_channels(office, engine, closely=closely), _engine(engine), _database(office)]
    if closely:
        found.append(_secrets(office))
    return (*found, *_plugins(office))


def _channels(office: Office, engine: Background, *, closely: bool) -> Iterator[Service]:
    for id_, channel in sorted(office.host.channels().items()):
        title = _(channel.title)
        try:
            mode = Mode(office.settings.channel(id_).mode)
            names = office.settings.accounts(id_)
        except DepeshaError as error:
            yield Service(title, Health.BAD, str(error), id_)
            continue
        if mode is Mode.TEST:
            yield Service(title, Health.GOOD, _("Test mode: nothing leaves."), id_)
        elif mode is Mode.OFF:
            yield Service(title, Health.OFF, _("Not in use."), id_)
        elif not names:
            yield Service(title, Health.BAD, _("Switched on, but no account is filled in."), id_)
        else:
            for name in names:
                several = f"{title}: {name}" if len(names) > 1 else title
                deaf = engine.ears.failures.get(f"{id_}.{name}") if engine.ears else None
                yield (
                    _deaf(several, deaf, id_) if deaf
                    else _account(office, id_, name, several, closely=closely)
                )  # fmt: skip


def _deaf(title: str, failure: Outcome, channel: str) -> Service:
    """An account whose chats cannot be listened to."""
    said = " — ".join(filter(None, (reasons.title(failure.reason), failure.answer)))
    cure = failure.cure or reasons.cure(failure.reason)
    words = _("Nothing comes in from the chats: {reason}. {cure}").format(reason=said, cure=cure)
    health = Health.BAD if failure.breaks_account else Health.QUIET
    return Service(title, health, words, channel)


def _account(office: Office, channel: str, name: str, title: str, *, closely: bool) -> Service:
    account = f"{channel}.{name}"
    c, now = office.database.reader, office.clock.now()
    hold = holds.get(c, account)
    if hold is not None and hold.until is None:
        return Service(title, Health.BAD, hold_text(hold), channel)
    if hold is not None and (hold.until or 0.0) > now:
        return Service(title, Health.QUIET, wait_text(office, hold), channel)
    if closely:
        try:
            office.accounts.open(channel, name)
        except DepeshaError as error:
            return Service(title, Health.BAD, str(error), channel)
    balance = balances.get(c, account)
    if balance is not None and balance.is_low:
        return _low(balance, title, channel)
    said = _tries(office, account, title, channel)
    if balance is None or said.health is not Health.GOOD:
        return said
    left = _("Balance: {left}.").format(left=in_words(balance.amount, balance.currency))
    return said._replace(words=f"{said.words} {left}")


def _low(balance: Balance, title: str, channel: str) -> Service:
    words = _("Little money is left: {left}. Top the account up.").format(
        left=in_words(balance.amount, balance.currency)
    )
    return Service(title, Health.QUIET, words, channel, notice=f"{title}: {words}")


def _tries(office: Office, account: str, title: str, channel: str) -> Service:
    """How the last messages fared."""
    c, now = office.database.reader, office.clock.now()
    tries = health.last_tries(c, account, now - DAY, SILENT)
    if not tries:
        return Service(title, Health.GOOD, _("Ready; nothing was sent in the last day."), channel)
    if len(tries) == SILENT and all(one.state in _UNANSWERED for one in tries):
        said = " — ".join(filter(None, (reasons.title(tries[0].reason), tries[0].answer)))
        words = _("The last tries were not answered: {reason}").format(reason=said)
        return Service(title, Health.QUIET, words, channel)
    last = office.clock.local(tries[0].at)
    words = _("Works; last used {moment}.").format(moment=f"{last:%d.%m.%Y %H:%M}")
    return Service(title, Health.GOOD, words, channel)


def _engine(engine: Background) -> Service:
    title = _("Sending of messages")
    if engine.failure:
        return Service(title, Health.BAD, engine.failure)
    if engine.sends_here:
        return Service(title, Health.GOOD, _("This window sends what is due."))
    return Service(title, Health.GOOD, _("Another Depesha of this office sends what is due."))


def _database(office: Office) -> Service:
    title = _("Database")
    try:
        with faults_in_words(office.profile.database):
            health.touch(office.database.reader)
        free = shutil.disk_usage(office.profile.database.parent).free
    except (DepeshaError, OSError) as error:
        return Service(title, Health.BAD, str(error))
    words = _("{n} MB free on its disk.").format(n=free // 1_000_000)
    return Service(title, Health.GOOD if free > ROOM else Health.BAD, words)


def _secrets(office: Office) -> Service:
    try:
        place = office.settings.secret_place()
    except DepeshaError as error:
        return Service(_("Passwords"), Health.BAD, str(error))
    found = Health.QUIET if place is Place.SESSION else Health.GOOD
    return Service(_("Passwords"), found, place.sentence)


def _plugins(office: Office) -> Iterator[Service]:
    for one in office.host.plugins():
        if one.state not in {PluginState.ACTIVE, PluginState.DISABLED}:
            title = _("Plugin {name}").format(name=one.name)
            yield Service(title, Health.BAD, one.problem or one.state.sentence, "plugins")
