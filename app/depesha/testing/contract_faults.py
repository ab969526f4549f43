"""Checks of the bad cases: the channel says what happened, and claims no more than it knows."""

from typing import Any

import pytest

from depesha.api import AccountBroken, Context, NotNow, Receipt, Refused, Scope
from depesha.testing.contract_base import ContractBase, Outcome, closed_port
from depesha.testing.provider import Fault

_BREAKDOWNS = (Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.STALL, Fault.GARBAGE)


class FaultChecks(ContractBase):
    """One check per way in which providers fail."""

    def test_a_refused_person_ends_that_row_alone(
        self, provider: Any, account: Any, context: Context
    ) -> None:
        """REFUSE: the first message raises Refused, the next one on the same session arrives."""
        self._play(provider, Fault.REFUSE)
        with self.open(account, context) as session:
            with pytest.raises(Refused):
                session.send(self.message("отказано"))
            receipt = session.send(self.message("следующее"))
        assert isinstance(receipt, Receipt), "the session did not go on after a refusal"
        got = [one.text.strip() for one in self.arrived(provider)]
        assert got == ["следующее"], f"arrived: {got}"

    def test_a_throttled_message_waits(self, provider: Any, account: Any, context: Context) -> None:
        """THROTTLE: NotNow, with the seconds that the provider named, and nothing arrived. Where
        only this row is held up, the session goes on."""
        self._play(provider, Fault.THROTTLE, after=7.0)
        with self.open(account, context) as session:
            with pytest.raises(NotNow) as caught:
                session.send(self.message())
            assert not self.arrived(provider), "NotNow, yet the message arrived"
            if caught.value.scope is Scope.ROW:
                session.send(self.message())
        if self.names_delay:
            assert caught.value.after == 7.0, f"after: {caught.value.after} instead of 7.0"

    def test_a_broken_account_is_told_as_such(
        self, provider: Any, account: Any, context: Context
    ) -> None:
        """BREAK_ACCOUNT: AccountBroken, on opening or on sending, and nothing arrived."""
        self._play(provider, Fault.BREAK_ACCOUNT)
        outcome = self.attempt(account, context, self.message())
        _expect(outcome, AccountBroken)
        assert not self.arrived(provider), "AccountBroken, yet the message arrived"

    def test_a_wrong_login_breaks_the_account(
        self, provider: Any, account: Any, context: Context
    ) -> None:
        """Secrets that the provider does not know: AccountBroken, so that the mailing stops."""
        wrong = self.wrong_login(account)
        if provider is None or wrong is None:
            pytest.skip("the channel has no login")
        _expect(self.attempt(wrong, context, self.message()), AccountBroken)
        assert not self.arrived(provider), "the provider took it without a login"

    def test_nobody_listens(self, provider: Any, account: Any, context: Context) -> None:
        """A closed port: NotNow, or an OSError while opening. Nothing left, and that is sure."""
        nowhere = None if provider is None else self.unreachable(account, closed_port())
        if nowhere is None:
            pytest.skip("the channel has no server")
        outcome = self.attempt(nowhere, context, self.message())
        assert not isinstance(outcome.error, Refused | AccountBroken), (
            f"a server that is down is nobody's fault: {outcome.error!r}"
        )
        assert outcome.receipt is None, f"a Receipt from nobody: {outcome.receipt}"
        assert outcome.certain, f"certainly not sent, so NotNow; not {outcome.error!r}"

    @pytest.mark.parametrize("fault", _BREAKDOWNS)
    def test_no_more_is_claimed_than_known(
        self, provider: Any, account: Any, context: Context, fault: Fault
    ) -> None:
        """DROP_BEFORE, DROP_AFTER, STALL, GARBAGE. In doubt: an exception that is none of the
        certain ones. Not in doubt: the truth, NotNow with nothing there or a Receipt with one.
        Never twice; and a new session works again."""
        self._play(provider, fault)
        outcome = self.attempt(self.impatient_for(fault, account), context, self.message("раз"))
        arrived = len(self.arrived(provider))
        assert arrived <= 1, f"arrived {arrived} times: the channel repeated it by itself"
        if fault in self.in_doubt:
            assert not outcome.certain, (
                f"{fault}: nobody can know, yet it says {outcome.receipt or outcome.error!r}"
            )
        elif outcome.receipt is None:
            _expect(outcome, NotNow)
            assert arrived == 0, f"{fault}: NotNow, yet the message arrived"
        else:
            assert arrived == 1, f"{fault}: a Receipt, yet nothing arrived"
        again = self.attempt(account, context, self.message("два"))
        assert again.receipt is not None, f"a new session after {fault}: {again.error!r}"

    def impatient_for(self, fault: Fault, account: Any) -> Any:
        """The account, impatient where the fault is waiting."""
        return self.impatient(account) if fault is Fault.STALL else account

    def _play(self, provider: Any, fault: Fault, after: float = 1.0) -> None:
        if provider is None or fault not in self.faults:
            pytest.skip(f"the provider cannot play {fault}")
        provider.fail(fault, after=after)


def _expect(outcome: Outcome, kind: type[Exception]) -> None:
    # An OSError while opening counts as NotNow, says the contract.
    said = outcome.error
    taken = isinstance(said, kind) or (
        kind is NotNow and outcome.certain and said is not None and isinstance(said, OSError)
    )
    assert taken, f"expected {kind.__name__}, got {outcome.receipt or said!r}"
