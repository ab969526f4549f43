"""Checks of the good case: what is sent arrives, once, and as it was."""

import threading
from decimal import Decimal
from typing import Any

import pytest

from depesha.api import (
    Context,
    Fate,
    HasBalance,
    HasPrice,
    Money,
    Pending,
    PollsStatus,
    Receipt,
    StatusReport,
    Style,
    TestsConnection,
)
from depesha.testing.contract_base import ContractBase, Outcome, same_text


class DeliveryChecks(ContractBase):
    """Messages arrive; what a session can do beyond that works too."""

    def test_a_message_arrives_once_and_intact(
        self, provider: Any, account: Any, context: Context
    ) -> None:
        """One message in, one message there: same address, same text (Cyrillic, emoji, `<&>`),
        same subject, the same key where the protocol carries it, and a Receipt."""
        message = self.message()
        with self.open(account, context) as session:
            receipt = session.send(message)
        assert isinstance(receipt, Receipt), f"send returned {receipt!r}"
        arrived = self.arrived(provider)
        assert len(arrived) == 1, f"{len(arrived)} messages arrived instead of one"
        got = arrived[0]
        assert got.address == message.address, f"sent to {got.address!r}"
        assert same_text(message.text, got.text), f"the text became {got.text!r}"
        assert got.key in {"", message.key}, f"the key became {got.key!r}"
        if self.channel.style is Style.LETTER:
            assert got.subject == message.subject, f"the subject became {got.subject!r}"

    def test_a_session_carries_many_messages(
        self, provider: Any, account: Any, context: Context
    ) -> None:
        """Two messages on one session arrive both, in order, each with its own text."""
        texts = ["первое", "второе"]
        with self.open(account, context) as session:
            for text in texts:
                session.send(self.message(text))
        got = [one.text.strip() for one in self.arrived(provider)]
        assert got == texts, f"arrived: {got}"

    def test_two_sessions_work_at_once(self, provider: Any, account: Any, context: Context) -> None:
        """The host opens as many sessions as the account's `connections` say, each in a thread of
        its own: they share nothing that hurts."""
        outcomes: list[Outcome] = []
        start = threading.Barrier(2, timeout=30)

        def work(name: str) -> None:
            try:
                with self.open(account, context) as session:
                    start.wait()
                    for number in range(3):
                        receipt = session.send(self.message(f"{name} {number}"))
                        outcomes.append(Outcome(receipt=receipt))
            except Exception as error:  # noqa: BLE001 - told below, by the test's own thread
                start.abort()
                outcomes.append(Outcome(error=error))

        threads = [threading.Thread(target=work, args=(name,)) for name in ("раз", "два")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        errors = [one.error for one in outcomes if one.error]
        assert not errors, f"two sessions at once: {errors}"
        got = sorted(one.text.strip() for one in self.arrived(provider))
        wanted = sorted(f"{name} {number}" for name in ("раз", "два") for number in range(3))
        assert got == wanted, f"arrived: {got}"

    def test_an_unused_session_closes_quietly(self, account: Any, context: Context) -> None:
        """Opened and closed with nothing sent: no error, as when a user pauses at once."""
        with self.open(account, context):
            pass

    def test_the_rehearsal_is_a_file(self, account: Any) -> None:
        """What test mode keeps: a suffix and bytes, or None."""
        kept = self.channel.rehearse(account, self.message())
        if kept is not None:
            suffix, content = kept
            assert suffix.startswith("."), f"suffix {suffix!r} must begin with a dot"
            assert isinstance(content, bytes), "the content must be bytes"

    def test_the_session_tells_what_answered(self, account: Any, context: Context) -> None:
        """`test()`, where the session has it, gives one line for people."""
        with self.open(account, context) as session:
            if not isinstance(session, TestsConnection):
                pytest.skip("the session has no `test`")
            said = session.test()
        assert said.strip(), "test() must say what answered"
        assert "\n" not in said, "test() must say it in one line"

    def test_unknown_messages_have_no_fate(self, account: Any, context: Context) -> None:
        """`poll_status`: nothing asked, nothing told; a message that the provider never had is
        not reported as delivered, and nobody else's is reported at all."""
        stranger = Pending("no-such-key", "987654321", self.message().address, 1_700_000_000.0)
        with self.open(account, context) as session:
            if not isinstance(session, PollsStatus):
                pytest.skip("the session has no `poll_status`")
            assert list(session.poll_status([])) == [], "reports for nothing"
            reports = list(session.poll_status([stranger]))
        for report in reports:
            assert isinstance(report, StatusReport), f"{report!r} is no StatusReport"
            assert report.key == stranger.key, f"a report for {report.key!r}: nobody asked"
            assert report.fate not in {Fate.DELIVERED, Fate.READ}, "delivered, what never was"

    def test_the_balance_is_money(self, account: Any, context: Context) -> None:
        """`balance()`, where the session has it, is a finite Decimal, never a float."""
        with self.open(account, context) as session:
            if not isinstance(session, HasBalance):
                pytest.skip("the session has no `balance`")
            _is_money(session.balance())

    def test_asking_the_price_sends_nothing(
        self, provider: Any, account: Any, context: Context
    ) -> None:
        """`price()`, where the session has it, is money, and no message leaves."""
        with self.open(account, context) as session:
            if not isinstance(session, HasPrice):
                pytest.skip("the session has no `price`")
            _is_money(session.price(self.message()))
        assert not self.arrived(provider), "asking the price sent the message"


def _is_money(money: Any) -> None:
    assert isinstance(money, Money), f"{money!r} is no Money"
    assert isinstance(money.amount, Decimal), f"{money.amount!r} is no Decimal"
    assert money.amount.is_finite(), f"{money.amount} is no amount"
