"""The texts of a sheet, without a window."""

from depesha.delivery.composition import Composition
from depesha.domain.segments import Spelling
from depesha.ui.preflight.links import Links

MAIL, SMS = Composition(channel="email", body="a"), Composition(channel="sms", body="b")


def links(app, *, there: bool = True) -> tuple[Links, list[int]]:
    changed: list[int] = []
    return Links(app.services, MAIL, lambda: changed.append(1), lambda: there), changed


def test_channels_come_and_go(app) -> None:
    found, changed = links(app)
    assert "email" not in dict(found.offered())
    found._add(SMS)
    assert "sms" not in dict(found.offered())
    found.order(True, False)
    assert (found.chain.preferred, found.chain.reserve) == (True, False)
    found.remove(1)
    assert found.chain.links == (MAIL,)
    assert len(changed) == 3


def test_what_cannot_be_planned_is_taken_back(app) -> None:
    found, changed = links(app)
    error = ValueError("no")
    assert not found.refuse(error), "there is nothing to take back"
    found._add(SMS)
    assert found.refuse(error)
    assert found.chain.links == (MAIL,)
    assert found.refused is error
    found._add(SMS)
    assert found.refused is None
    assert len(changed) == 3


def test_a_sheet_that_is_gone_takes_nothing(app) -> None:
    found, changed = links(app, there=False)
    found._add(SMS)
    assert found.chain.links == (MAIL,)
    assert changed == []


def test_each_text_has_its_own_letters(app) -> None:
    found, _changed = links(app)
    found._add(SMS)
    found.respell(1, Spelling.LATIN)
    assert [one.spelling for one in found.chain.links] == [Spelling.AS_TYPED, Spelling.LATIN]
