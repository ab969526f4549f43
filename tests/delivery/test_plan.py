"""The plan: everybody in it or left out with a reason, before anything leaves."""

from dataclasses import dataclass, replace
from decimal import Decimal

import pytest

from depesha.api import AccountSettings, Finding, MessageCheck, Picture, Reason, Style, setting
from depesha.delivery import plan as planning
from depesha.delivery.accounts import REHEARSAL
from depesha.delivery.people import Lookup
from depesha.delivery.plan import MAX_PARTS, Planner
from depesha.delivery.selection import select
from depesha.delivery.ways import Way, way_of
from depesha.domain.people import Blocked, Contact, Employee
from depesha.render.problems import TemplateError
from depesha.store import contacts, employees, mailings, suppressions
from depesha.store.mailings import Mailing
from depesha.store.suppressions import Consent, Suppression


@dataclass(frozen=True, kw_only=True)
class Priced(AccountSettings):
    """An account with a price for each part."""

    price: Decimal = setting(Decimal("2.50"), title="Price")


@pytest.fixture
def plan(office, post):
    """Plans a mailing; the way may be another than the office's."""

    def make(body="Привет, {КЛИЕНТ.ИМЯ}!", to=("all",), way=None, progress=None, **changes):
        now = office.clock.now()
        draft = Mailing(
            key="", channel="post", title="Новости", body=body, created_at=now, start_at=now
        )
        planner = Planner(office.database, Lookup("Наша фирма", "р."), office.clock)
        people = select(office.database.reader, to)
        way = way or way_of(office.accounts, post, "", ())
        return planner.plan(
            replace(draft, **changes), (), people, way, progress or (lambda _done: None)
        )

    return make


def reasons(sheet):
    return {group.reason: group.count for group in sheet.groups}


def mailings_stored(office):
    return office.database.reader.execute("SELECT count(*) FROM mailing").fetchone()[0]


def test_everybody_is_in_it_once_with_a_reason_or_a_message(office, plan):
    with office.database.write() as c:
        ids = {}
        for name, fields in {
            "good": {"email": "GOOD@x.ru"},
            "twin": {"email": "good@X.RU"},
            "none": {},
            "bad": {"email": "nobody"},
            "blocked": {"email": "b@x.ru", "blocked": Blocked.FORBID},
            "warned": {"email": "w@x.ru", "blocked": Blocked.WARN},
            "no": {"email": "no@x.ru"},
            "closed": {"email": "closed@x.ru"},
        }.items():
            ids[name] = contacts.insert(c, Contact(name=name, **fields))
        suppressions.set_consent(c, Consent(ids["no"], "post", False, 1.0, "card"))
        suppressions.add(c, Suppression("post", "closed@x.ru", "bounced", 1.0, "bounce"))
    sheet = plan()
    assert (sheet.chosen, sheet.ready) == (8, 2)
    assert reasons(sheet) == {
        "duplicate_address": 1,
        "no_address": 1,
        "bad_address": 1,
        "blocked_contact": 1,
        "opted_out": 1,
        "suppressed": 1,
    }
    bad = next(group for group in sheet.groups if group.reason == "bad_address")
    assert bad.examples == (("bad", "nobody", "An address has an @."),)
    assert office.counts(sheet.mailing.id) == {"queued": 2, "skipped": 6}
    assert office.mailing(sheet.mailing.id).state == "draft"


def test_employees_are_written_to_like_contacts(office, plan):
    with office.database.write() as c:
        employees.insert(c, Employee(name="Вера", email="v@x.ru"))
        contacts.insert(c, Contact(name="Анна", email="v@x.ru"))
    sheet = plan(to=("employees", "all"))
    assert (sheet.ready, reasons(sheet)) == (1, {"duplicate_address": 1})
    with office.database.write() as c:
        mailings.release(c, sheet.mailing.id, office.clock.now())
    office.run()
    kinds = {(one.person_kind, one.name): one.state for one in office.entries()}
    assert kinds == {("employee", "Вера"): "skipped", ("contact", "Анна"): "accepted"}


def test_an_empty_macro_and_a_missing_file_are_seen_before(office, plan, post, monkeypatch):
    monkeypatch.setattr(post, "style", Style.LETTER)
    office.person(name="А", email="a@x.ru", city="Тула")
    office.people(2)
    assert reasons(plan(body="{МЕНЕДЖЕР.ИМЯ}")) == {"empty_value": 3}
    assert reasons(plan(attachments=("/nowhere/{КЛИЕНТ.КОД}.pdf",))) == {"missing_attachment": 3}


def test_what_is_sent_is_what_was_shown(office, plan):
    anna = office.person(name="Анна", email="a@x.ru")
    sheet = plan()
    with office.database.write() as c:
        contacts.update(c, replace(contacts.get(c, anna), name="Другая", email="b@x.ru"))
        mailings.release(c, sheet.mailing.id, office.clock.now())
    office.run()
    assert [(one.address, one.text) for one in office.post.took] == [("a@x.ru", "Привет, Анна!")]


def test_a_manager_is_looked_up_for_each_mailing(office, plan, post):
    with office.database.write() as c:
        boss = employees.insert(c, Employee(name="Ирина", mobile_phone="+79160000001"))
        contacts.insert(c, Contact(name="Анна", email="a@x.ru", manager_id=boss))
    lookup = Lookup("", "")
    planner = Planner(office.database, lookup, office.clock)
    people = select(office.database.reader, ["all"])
    way = way_of(office.accounts, post, "", ())
    draft = Mailing(
        key="", channel="post", title="", body="{МЕНЕДЖЕР.ТЕЛЕФОН}", created_at=1.0, start_at=1.0
    )
    planner.plan(draft, (), people, way)
    with office.database.write() as c:
        employees.update(c, replace(employees.get(c, boss), mobile_phone="+79160000002"))
    sheet = planner.plan(draft, (), people, way)
    (data,) = office.database.reader.execute(
        "SELECT data FROM delivery WHERE mailing_id = ?", (sheet.mailing.id,)
    ).fetchone()
    assert "+79160000002" in data


def test_a_text_that_nobody_can_get_writes_nothing(office, plan):
    office.people(2)
    with pytest.raises(TemplateError):
        plan(body="{НЕТ.ТАКОГО}")
    assert mailings_stored(office) == 0


@pytest.mark.parametrize("harm", [KeyboardInterrupt(), OSError("disk full"), ValueError()])
def test_a_plan_that_is_broken_off_leaves_nothing(office, plan, harm):
    office.people(1100)

    def progress(done):
        if done > 500:
            raise harm

    with pytest.raises(type(harm)):
        plan(progress=progress)
    assert mailings_stored(office) == 0


def test_a_plan_that_was_killed_in_the_middle_is_never_sent_and_forgotten(office, plan, turned):
    """What the chunks of a killed process left is a draft, which nobody sees."""
    office.people(3)
    plan()
    office.run()
    assert office.post.took == []
    assert office.entries() == []
    turned.turn(2 * 86400.0)
    office.run()
    assert mailings_stored(office) == 0


def test_progress_is_told_chunk_by_chunk(office, plan):
    office.people(1001)
    told = []
    plan(progress=told.append)
    assert told == [500, 1000, 1001]


def test_who_is_deleted_while_it_is_planned_is_left_out(office, plan):
    office.people(600)

    def delete(done):
        if done == 500:
            with office.database.write() as c:
                c.execute("DELETE FROM contact WHERE name = 'Контакт 599'")

    assert plan(progress=delete).ready == 599


# --- Strangers' code -----------------------------------------------------------------------------


def raising(error):
    def fail(*_args):
        raise error

    return fail


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        (lambda _m, _s: None, {}),
        (lambda _m, _s: Finding(Reason.TOO_LARGE, "3 MB"), {"too_large": 2}),
        (raising(KeyError("x")), {"content": 2}),
        (lambda _m, _s: "bad", {"content": 2}),
        (lambda _m, _s: Finding("no such reason"), {"content": 2}),
        (lambda m, _s: Finding(Reason.SPAM) if "0" in m.address else None, {"spam": 1}),
    ],
    ids=["fine", "found", "broken", "no finding", "no reason", "one of two"],
)
def test_checks_judge_each_message_and_break_no_plan(office, plan, post, check, expected):
    office.people(2)
    way = way_of(office.accounts, post, "", [MessageCheck("post", check)])
    assert reasons(plan(way=way)) == expected


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        (lambda _text: "", ""),
        (lambda _text: None, "AttributeError"),
        (raising(ZeroDivisionError("by zero")), "ZeroDivisionError: by zero"),
        (raising(ValueError("two\nlines")), "two lines"),
    ],
)
def test_an_address_that_the_channel_cannot_judge_is_a_wrong_one(
    office, plan, post, monkeypatch, address, detail
):
    monkeypatch.setattr(post, "address", staticmethod(address))
    office.people(2)
    sheet = plan()
    assert reasons(sheet) == {"bad_address": 2}
    assert sheet.groups[0].examples[0][2].startswith(detail)


# --- Parts, price, time ---------------------------------------------------------------------------


@pytest.fixture
def metered(office, post, monkeypatch):
    monkeypatch.setattr(post, "metered", True)
    return Way(post, [("post.main", Priced())])


def test_parts_and_price_are_counted_message_by_message(office, plan, metered):
    office.person(name="Я", email="a@x.ru")
    office.person(name="Ю" * 80, email="b@x.ru")
    office.person(name="без адреса")
    sheet = plan(body="{КЛИЕНТ.ИМЯ}", way=metered)
    assert (sheet.parts, sheet.cost) == (3, Decimal("7.50"))


def test_the_provider_is_asked_once_where_the_office_names_no_price(office, plan, metered):
    office.person(name="Я", email="a@x.ru")
    office.person(name="Ю" * 80, email="b@x.ru")
    asked = []

    def ask(message, parts):
        asked.append((message.text, parts))
        return Decimal("3.10")

    free = replace(metered, accounts=[("post.main", Priced(price=Decimal(0)))], ask_price=ask)
    assert plan(body="{КЛИЕНТ.ИМЯ}", way=free).cost == Decimal("9.30")
    assert len(asked) == 1
    asked.clear()
    assert plan(body="{КЛИЕНТ.ИМЯ}", way=replace(metered, ask_price=ask)).cost == Decimal("7.50")
    assert not asked, "the office's own word counts"


def test_a_text_of_too_many_parts_is_not_sent(office, plan, metered):
    office.person(name="Я", email="a@x.ru")
    assert reasons(plan(body="я" * (MAX_PARTS * 67 + 1), way=metered)) == {"too_many_parts": 1}
    assert plan(body="я" * MAX_PARTS * 67, way=metered).parts == MAX_PARTS


def test_the_forecast_knows_limits_and_what_they_have_used_up(office, plan, turned):
    office.people(10)
    assert plan().finish_at is None, "no limits, no forecast"
    office.accounts.known["main"] = replace(office.accounts.known["main"], per_minute=4)
    now = turned.now()
    assert plan().finish_at - now == pytest.approx(120.0, abs=5)
    mailing_id = office.release()
    office.run(patience=1.0)
    assert office.counts(mailing_id)["accepted"] == 4
    assert plan().finish_at - now == pytest.approx(180.0, abs=10)


def test_several_accounts_share_the_work(office, plan):
    office.people(10)
    limited = replace(office.accounts.known["main"], gap=10.0)
    office.accounts.known = {"main": limited, "second": limited}
    now = office.clock.now()
    assert plan().finish_at - now == pytest.approx(40.0, abs=5)


def test_test_mode_needs_no_account(office, plan, post):
    office.accounts.known = {}
    office.people(2)
    way = way_of(office.accounts, post, REHEARSAL, ())
    sheet = plan(way=way, mode="test", account=REHEARSAL)
    assert (sheet.ready, sheet.finish_at) == (2, None)


@pytest.mark.parametrize(("mode", "account"), [("test", ""), ("test", "main"), ("on", REHEARSAL)])
def test_test_mode_and_its_account_go_together(office, plan, mode, account):
    """Otherwise a rehearsal would really be sent."""
    office.people(1)
    with pytest.raises(ValueError, match="test mode"):
        plan(mode=mode, account=account)
    assert mailings_stored(office) == 0


def test_large_pictures_are_stored_once_and_sent_shared(office, post, monkeypatch, plan):
    monkeypatch.setattr(post, "style", Style.LETTER)
    office.people(6)
    picture = Picture("big.png", "image/png", bytes(5_000_000))
    now = office.clock.now()
    draft = Mailing(
        key="", channel="post", title="", body='<img src="cid:big.png">', created_at=now,
        start_at=now,
    )  # fmt: skip
    planner = Planner(office.database, Lookup("", ""), office.clock)
    way = way_of(office.accounts, post, "", ())
    people = select(office.database.reader, ["all"])
    sheet = planner.plan(draft, (picture,), people, way)
    with office.database.write() as c:
        mailings.release(c, sheet.mailing.id, now)
    office.run()
    assert len(office.post.took) == 6
    assert len({id(message.pictures[0]) for message in office.post.took}) == 1
    assert office.post.took[0].pictures[0].data == picture.data


def test_normal_address(post):
    person = Contact(name="А", email="A@X.ru")
    assert planning.normal_address(post, person) == ("a@x.ru", "", "")
    assert planning.normal_address(post, replace(person, email=""))[1] is Reason.NO_ADDRESS
