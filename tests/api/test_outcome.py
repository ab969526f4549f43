"""The certain answers carry what the ledger needs, and are told apart by their class."""

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope, SendError


def test_they_are_one_family() -> None:
    for kind in (Refused, NotNow, AccountBroken):
        with pytest.raises(SendError) as caught:
            raise kind(Reason.POLICY, "550 no")
        assert (caught.value.reason, caught.value.answer) == (Reason.POLICY, "550 no")


def test_the_text_names_the_reason_and_the_servers_words() -> None:
    assert str(Refused(Reason.POLICY, "550 no")) == "policy: 550 no"
    assert str(Refused(Reason.POLICY)) == "policy"


def test_waiting_is_for_the_row_alone_unless_said() -> None:
    assert NotNow(Reason.GREYLISTED).scope is Scope.ROW
    assert NotNow(Reason.GREYLISTED).after is None
    whole = NotNow(Reason.THROTTLED, "429", after=3.5, scope=Scope.ACCOUNT)
    assert (whole.after, whole.scope) == (3.5, Scope.ACCOUNT)


def test_the_cure_is_the_plugins_own_or_none() -> None:
    assert AccountBroken(Reason.LOGIN).cure == ""
    assert AccountBroken(Reason.LOGIN, cure="Use an app password.").cure == "Use an app password."
