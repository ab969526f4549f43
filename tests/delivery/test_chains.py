"""One message per person, whichever channel reaches him: from plan to provider, for real."""

import pytest

from depesha import bootstrap
from depesha.api import Secret
from depesha.delivery.chains import Chain, plan_chain
from depesha.delivery.clock import Flag
from depesha.delivery.composition import Composition
from depesha.delivery.release import discard, release
from depesha.delivery.selection import select
from depesha.domain.errors import InputError, NotConfiguredError
from depesha.domain.people import Contact
from depesha.store import chains, contacts, journal, mailings
from depesha.testing.provider import Fault
from depesha.testing.sms_gateways import SmsGateways
from depesha.testing.smtp import SmtpProvider

PEOPLE = (
    Contact(name="Both", email="both@x.ru", mobile_phone="+79160000001"),
    Contact(name="Mail", email="mail@x.ru"),
    Contact(name="Phone", mobile_phone="+79160000003"),
    Contact(name="Bad", email="bad@x.ru", mobile_phone="+79160000004"),
    Contact(name="Nobody"),
)


@pytest.fixture
def office(profile):
    """E-mail is rehearsed; SMS cost something."""
    made = bootstrap.office(profile)
    made.settings.change(
        {"office.secrets": "file", "email.mode": "test", "sms.mode": "on",
         "sms.main.gateway": "smsru", "sms.main.price": "2.50"}
    )  # fmt: skip
    made.settings.set_secret("sms.main.api_id", Secret("0" * 8))
    with made.database.write() as c:
        for person in PEOPLE:
            contacts.insert(c, person)
    yield made
    made.close()


@pytest.fixture
def providers(office):
    """A mail server and an SMS service that really answer."""
    with SmtpProvider(tls="none") as smtp, SmsGateways() as sms:
        account = sms.account("smsru")
        secrets = {key: account.pop(key) for key in list(account) if key in {"api_id", "password"}}
        office.settings.change({
            "email.mode": "on", "email.main.host": smtp.host, "email.main.port": str(smtp.port),
            "email.main.security": "none", "email.main.sender": "o@x.ru",
            **{f"sms.main.{key}": value for key, value in account.items()},
        })  # fmt: skip
        for key, value in secrets.items():
            office.settings.set_secret(f"sms.main.{key}", Secret(value))
        yield smtp, sms


def chain(office, *channels: str, **how) -> Chain:
    people = select(office.database.reader, ["all"])
    return Chain(
        tuple(
            Composition(channel=one, subject="S", body=f"{one}: {{CLIENT.NAME}}", people=people)
            for one in channels
        ),
        **how,
    )


def states(office, mailing) -> dict[str, str]:
    wanted = journal.Filter(mailing_id=mailing.id, drafts=True)
    return {one.name: one.state for one in journal.entries(office.database.reader, wanted)}


def test_the_sheet_says_who_gets_it_how_and_what_it_costs_at_most(office) -> None:
    seen: list[int] = []
    found = plan_chain(office, chain(office, "email", "sms"), seen.append)
    mail, sms = found.links
    assert (found.chosen, found.ready) == (5, 4)
    assert (mail.sheet.ready, mail.reserved) == (3, 0)
    assert (sms.sheet.ready, sms.reserved, sms.sheet.parts, sms.reserve_parts) == (1, 2, 1, 2)
    assert (str(found.cost), str(found.most)) == ("2.50", "7.50")
    assert seen[-1] == 10
    discard(office, found.mailing)
    assert office.database.reader.execute("SELECT count(*) FROM mailing").fetchone()[0] == 0


def test_without_a_reserve_nobody_waits(office) -> None:
    found = plan_chain(office, chain(office, "email", "sms", reserve=False))
    assert (found.links[1].sheet.ready, found.links[1].reserved, found.links[1].elsewhere) == (
        1, 0, 2,
    )  # fmt: skip
    assert found.cost == found.most


def test_one_channel_alone_is_no_chain(office) -> None:
    found = plan_chain(office, chain(office, "email"))
    assert found.mailing.chain == ""
    assert (found.ready, found.links[0].reserved) == (3, 0)


def test_what_cannot_be_planned_leaves_nothing(office) -> None:
    with pytest.raises(InputError, match="once"):
        plan_chain(office, chain(office, "email", "email"))
    with pytest.raises(NotConfiguredError):
        plan_chain(office, chain(office, "email", "telegram"))
    assert office.database.reader.execute("SELECT count(*) FROM mailing").fetchone()[0] == 0


def test_whom_the_mail_fails_for_gets_an_sms_and_nobody_gets_two(office, providers) -> None:
    smtp, sms = providers
    smtp.fail(Fault.REFUSE, address="bad@x.ru")
    found = plan_chain(office, chain(office, "email", "sms"))
    release(office, found.mailing)
    engine = bootstrap.background(office, pytest.fail)
    engine.start()
    mail, text = (link.sheet.mailing for link in found.links)
    end = office.clock.now() + 20
    while len(sms.received) < 2 and office.clock.now() < end:
        engine.wake()
        office.clock.wait(Flag(), 0.05)
    engine.stop(5)
    assert states(office, mail) == {
        "Both": "accepted", "Mail": "accepted", "Bad": "failed", "Phone": "skipped",
        "Nobody": "skipped",
    }  # fmt: skip
    assert states(office, text) == {
        "Both": "reserved", "Mail": "skipped", "Bad": "accepted", "Phone": "accepted",
        "Nobody": "skipped",
    }  # fmt: skip
    assert sorted(one.address for one in smtp.received) == ["both@x.ru", "mail@x.ru"]
    assert sorted(one.address.lstrip("+") for one in sms.received) == ["79160000003", "79160000004"]
    c = office.database.reader
    assert mailings.get(c, mail.id).state == "done"
    assert mailings.get(c, text.id).state == "running", "one is kept for a day"
    with office.database.write() as writing:
        chains.tend(writing, office.clock.now() + chains.PATIENCE + 1)
    assert states(office, text)["Both"] == "spared"
    assert mailings.get(c, text.id).state == "done"
