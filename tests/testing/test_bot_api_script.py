"""Faults come when, as often, and to whom they were told."""

import pytest

from depesha.testing import Fault
from depesha.testing.bot_api_script import AFTERWARDS, INSTEAD, BotFault, Planned, Script


def planned(fault=Fault.REFUSE, times=1, address="", after=1.0, method=""):
    return Planned(fault, times, address, after, method)


def script(*faults):
    script = Script()
    for one in faults:
        script.add(one)
    return lambda method="sendMessage", address="5": getattr(
        script.next(method, address), "fault", None
    )


def test_as_often_and_in_order():
    following = script(planned(times=2), planned(Fault.STALL))
    assert [following() for _ in range(4)] == [Fault.REFUSE, Fault.REFUSE, Fault.STALL, None]


def test_to_whom():
    following = script(planned(address="7"))
    assert [following(address="5"), following(address="7"), following(address="7")] == [
        None,
        Fault.REFUSE,
        None,
    ]


def test_messages_unless_a_method_is_named():
    following = script(planned())
    assert following("getMe") is None
    assert following("sendPhoto") is Fault.REFUSE
    following = script(planned(method="getMe"))
    assert following("sendPhoto") is None
    assert following("getMe") is Fault.REFUSE


@pytest.mark.parametrize("fault", [*Fault, *BotFault])
def test_every_fault_is_played_in_one_way(fault):
    breaking = {Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.STALL}
    ways = [planned(fault).refusal(), INSTEAD.get(fault), AFTERWARDS.get(fault), fault in breaking]
    assert sum(bool(way) for way in ways) == 1


def test_a_throttle_names_its_seconds():
    refusal = planned(Fault.THROTTLE, after=7.0).refusal()
    assert (refusal.code, refusal.parameters) == (429, {"retry_after": 7})
    assert refusal.description.endswith("retry after 7")
