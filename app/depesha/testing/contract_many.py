"""Checks of sessions that send several messages in one request: own texts, own answers"""

from contextlib import suppress
from typing import Any

import pytest

from depesha.api import (
    AccountBroken,
    Context,
    Message,
    NotNow,
    Receipt,
    Refused,
    SendsMany,
    Session,
)
from depesha.testing.contract_base import ContractBase, closed_port, same_text
from depesha.testing.provider import Fault

_LOST = (Fault.DROP_BEFORE, Fault.DROP_AFTER, Fault.STALL, Fault.GARBAGE)


class ManyChecks(ContractBase):
    """Skipped where sessions have no `send_many`."""

    def test_several_arrive_each_as_it_was(
        self, provider: Any, account: Any, context: Context
    ) -> None:
        """Each address gets its own text, once, and each message its own Receipt."""
        with self.open(account, context) as session:
            bulk, messages = _bulk(session), self.several()
            said = bulk.send_many(messages)
        assert set(said) == {one.key for one in messages}, "an answer for each, by its key"
        assert all(isinstance(one, Receipt) for one in said.values()), f"not all taken: {said}"
        ids = [one.provider_id for one in said.values() if isinstance(one, Receipt)]
        assert len(set(ids)) == len(ids) or not any(ids), "each message has an id of its own"
        got = {one.address: one.text for one in self.arrived(provider)}
        assert set(got) == {one.address for one in messages}
        for one in messages:
            assert same_text(one.text, got[one.address]), f"{one.address} got another's text"
        assert len(self.arrived(provider)) == len(messages), "something arrived twice"

    def test_one_refused_person_ends_that_row_alone(
        self, provider: Any, account: Any, context: Context
    ) -> None:
        """REFUSE for one address: a Refused for that key is returned, the others are taken."""
        with self.open(account, context) as session:
            bulk = _bulk(session)
            first, refused, *rest = self.several()
            self._play_many(provider, Fault.REFUSE, refused.address)
            said = bulk.send_many([first, refused, *rest])
        assert isinstance(said.get(refused.key), Refused), f"{said.get(refused.key)!r}"
        assert isinstance(said.get(first.key), Receipt), f"{said.get(first.key)!r}"
        assert refused.address not in {one.address for one in self.arrived(provider)}

    @pytest.mark.parametrize("fault", [Fault.THROTTLE, Fault.BREAK_ACCOUNT])
    def test_what_holds_all_of_them_is_told_of_all(
        self, provider: Any, account: Any, context: Context, fault: Fault
    ) -> None:
        """Raised, or returned for every message; and nothing arrived."""
        kind = NotNow if fault is Fault.THROTTLE else AccountBroken
        with self.open(account, context) as session:
            bulk, messages = _bulk(session), self.several()
            self._play_many(provider, fault)
            try:
                said = bulk.send_many(messages)
            except kind:
                pass
            else:
                assert all(isinstance(said.get(one.key), kind) for one in messages), f"{said}"
        assert not self.arrived(provider), f"{kind.__name__}, yet something arrived"

    @pytest.mark.parametrize("fault", _LOST)
    def test_a_lost_answer_claims_nothing_of_any(
        self, provider: Any, account: Any, context: Context, fault: Fault
    ) -> None:
        """Where nobody can know: an exception that is none of the certain ones, or no answer for
        the key. Nothing arrives twice."""
        if provider is None or fault not in self.faults & self.in_doubt:
            pytest.skip(f"after {fault} this channel knows, or its provider cannot play it")
        hurried = self.impatient(account) if fault is Fault.STALL else account
        said: Any = {}
        with suppress(_Uncertain), self.open(hurried, context) as session:
            bulk, messages = _bulk(session), self.several()
            self._play_many(provider, fault)
            try:
                said = bulk.send_many(messages)
            except (Refused, NotNow, AccountBroken) as error:
                pytest.fail(f"{fault}: nobody can know, yet it says {error!r}")
            except Exception as error:
                raise _Uncertain from error
        assert not said, f"{fault}: nobody can know, yet it says {said}"
        got = [one.address for one in self.arrived(provider)]
        assert len(got) == len(set(got)), "the channel repeated it by itself"

    def test_several_to_nobody(self, provider: Any, account: Any, context: Context) -> None:
        """A closed port: NotNow about all of them, or not even a session."""
        nowhere = None if provider is None else self.unreachable(account, closed_port())
        if nowhere is None:
            pytest.skip("the channel has no server")
        with self.open(account, context) as session:
            _bulk(session)
        with pytest.raises((NotNow, OSError)), self.open(nowhere, context) as session:
            _bulk(session).send_many(self.several())

    def several(self) -> list[Message]:
        """Messages to different addresses, each with another text."""
        addresses = [self.good_address(), *self.more_addresses()]
        assert len(addresses) > 2, "more_addresses: return two others that the provider takes"
        return [
            self.message(f"Заказ № {number}: 100 % & «готов»", address=self.channel.address(text))
            for number, text in enumerate(addresses)
        ]

    def _play_many(self, provider: Any, fault: Fault, address: str = "") -> None:
        if provider is None or fault not in self.faults:
            pytest.skip(f"the provider cannot play {fault}")
        provider.fail(fault, address=address)


class _Uncertain(Exception):
    """The honest fifth answer."""


def _bulk(session: Session) -> SendsMany:
    offered: object = session
    if not isinstance(offered, SendsMany):
        pytest.skip("the session has no `send_many`")
    assert offered.many > 1, "many: how many messages go in one request"
    return offered
