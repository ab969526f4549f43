"""Rules of misdeeds."""

import pytest

from depesha.testing.provider import Fault
from depesha.testing.smtp_script import Act, Rule, Script, Stage, rule_for


def test_a_rule_waits_for_its_stage_and_its_person_and_wears_out() -> None:
    script = Script()
    script.add(Rule((Stage.RCPT,), Act.DROP, address="a@b.ru", times=2))
    assert script.take(Stage.MAIL, "a@b.ru") is None
    assert script.take(Stage.RCPT, "c@d.ru") is None
    assert script.take(Stage.RCPT, "A@B.ru") is not None
    assert script.take(Stage.RCPT, "a@b.ru") is not None
    assert script.take(Stage.RCPT, "a@b.ru") is None


def test_the_first_rule_that_fits_is_taken() -> None:
    script = Script()
    first, second = (Rule((Stage.DOT,), Act.ANSWER, said) for said in (b"450", b"550"))
    script.add(first)
    script.add(second)
    assert script.take(Stage.DOT, "") is first
    assert script.take(Stage.DOT, "") is second


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_is_known_and_says_whether_the_letter_is_kept(fault: Fault) -> None:
    rule = rule_for(fault, 3, "a@b.ru", 2.5)
    assert (rule.times, rule.address) == (3, "a@b.ru")
    kept = fault in {Fault.DROP_AFTER, Fault.STALL, Fault.GARBAGE}
    assert (Stage.DOT in rule.stages and rule.takes) == kept
