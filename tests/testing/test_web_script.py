"""Faults come to those requests that they were told for, so often, in order."""

from depesha.testing.provider import Fault
from depesha.testing.web_script import Planned, Script


def test_a_fault_waits_for_its_requests():
    script = Script("messages")
    script.add(Planned(Fault.REFUSE, 2, "5"))
    script.add(Planned(Fault.STALL, task="me"))
    assert script.next("messages", "6") is None
    assert script.next("messages", "5").fault is Fault.REFUSE
    assert script.next("me").fault is Fault.STALL
    assert script.next("me") is None
    assert script.next("messages", "5").fault is Fault.REFUSE
    assert script.next("messages", "5") is None
