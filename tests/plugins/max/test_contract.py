"""The MAX channel keeps the contract, against the played bot API."""

import json
from contextlib import contextmanager
from dataclasses import replace

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Scope, Secret
from depesha.testing import ChannelContract, Fault
from depesha.testing.max_api import MaxApi
from depesha.testing.web_script import WebFault
from depesha_max.channel import Max, MaxAccount


class TestMax(ChannelContract):
    channel = Max
    faults = frozenset(Fault)
    more_faults = frozenset(WebFault)
    # One request, one answer: a line that breaks in between leaves us in doubt.
    in_doubt = ChannelContract.in_doubt | {Fault.DROP_BEFORE}

    @pytest.fixture
    def provider(self):
        with MaxApi() as api:
            yield api

    @pytest.fixture
    def account(self, provider):
        return MaxAccount(base_url=provider.url, token=Secret(provider.token))

    @contextmanager
    def untrusted(self, account):
        with MaxApi(tls=True) as api:
            yield replace(account, base_url=api.url)

    def good_address(self):
        return "123456789"

    def bad_addresses(self):
        return ["@ivan", "ivan", "https://max.ru/ivan", "12 34", "1.5", "0", "-", "--5",
                "+79161234567", "٣٤٥", "1" * 19]  # fmt: skip

    def structure(self, received):
        call = json.loads(received.raw)
        kinds = [one["type"] for one in call["body"].get("attachments", [])]
        return received.address, set(call["query"]), set(call["body"]), kinds

    @pytest.mark.parametrize("fault", WebFault)
    def test_answers_of_another_make_leave_us_in_doubt(self, provider, account, context, fault):
        provider.fail(fault)
        outcome = self.attempt(account, context, self.message("раз"))
        assert not outcome.certain, f"{fault}: nobody can know: {outcome}"
        assert len(provider.received) <= 1

    @pytest.mark.parametrize("seconds", [1, 3 * 3600])
    def test_the_wait_is_as_long_as_max_says(self, provider, account, context, seconds):
        provider.fail(Fault.THROTTLE, after=seconds)
        outcome = self.attempt(account, context, self.message())
        assert isinstance(outcome.error, NotNow)
        assert (outcome.error.after, outcome.error.scope) == (seconds, Scope.ACCOUNT)

    def test_a_certificate_that_nobody_trusts(self, context):
        with MaxApi(tls=True) as api:
            account = MaxAccount(base_url=api.url, token=Secret(api.token))
            outcome = self.attempt(account, context, self.message())
            assert isinstance(outcome.error, AccountBroken)
            assert outcome.error.reason is Reason.TLS
            assert "national authority" in outcome.error.cure
            trusting = MaxAccount(base_url=api.url, token=Secret(api.token), ca_file=api.ca_file)
            assert self.attempt(trusting, context, self.message()).receipt
