"""SMPP, through the channel of short messages, keeps the contract of channels."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from depesha.testing import ChannelContract, Fault
from depesha.testing.smsc import Smsc
from depesha.testing.smtp_tls import authority, server_context
from depesha_sms.channel import SmsChannel


class TestSmpp(ChannelContract):
    channel = SmsChannel
    faults = frozenset(Fault)
    # A line that breaks after a whole unit was written tells nothing of it.
    in_doubt = ChannelContract.in_doubt | {Fault.DROP_BEFORE}
    names_delay = False

    @pytest.fixture
    def provider(self, smsc):
        return smsc

    @pytest.fixture
    def account(self, account):
        return account

    @pytest.fixture
    def context(self, context):
        return context

    def good_address(self):
        return "8 (916) 123-45-67"

    def unreachable(self, account, port):
        return replace(account, port=port)

    def bad_addresses(self):
        return ["8 495 123-45-67", "позвонить секретарю"]

    def structure(self, received):
        return received.address, len(received.raw) > 0

    @contextmanager
    def untrusted(self, account):
        """At a server whose certificate nobody trusts."""
        with Smsc(tls=server_context("127.0.0.1", "good")) as strange:
            yield replace(account, port=strange.port, security="tls")


@pytest.mark.parametrize("certificate", ["good", "expired", "other_name"])
def test_who_answers_must_prove_it(account, context, message, tmp_path, certificate):
    roots = tmp_path / "roots.pem"
    authority().cert_pem.write_to_path(str(roots))
    with Smsc(tls=server_context("127.0.0.1", certificate)) as smsc:
        safe = replace(account, port=smsc.port, security="tls", ca_file=str(roots))
        outcome = TestSmpp().attempt(safe, context, message())
    assert (outcome.receipt is not None) == (certificate == "good"), outcome
    assert len(smsc.received) == (certificate == "good")
