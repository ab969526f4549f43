"""The bridge keeps the contract, with Apprise's own plugin for ntfy against a played server."""

import json
from contextlib import contextmanager
from dataclasses import replace

import pytest

from depesha.api import AccountBroken, NotNow, Reason, Scope, Secret
from depesha.testing import ChannelContract, Fault
from depesha.testing.ntfy import Ntfy
from depesha.testing.smtp_tls import server_context
from depesha.testing.web_script import WebFault
from depesha_apprise.channel import Apprise, AppriseAccount


def url(port, token="tk_playedbydepesha0123456789ab", schema="ntfy"):
    return Secret(f"{schema}://{token}@127.0.0.1:{port}/{{address}}")


class TestApprise(ChannelContract):
    channel = Apprise
    faults = frozenset(Fault)
    more_faults = frozenset(WebFault)
    # One request, one answer: a line that breaks in between leaves us in doubt.
    in_doubt = ChannelContract.in_doubt | {Fault.DROP_BEFORE}

    @pytest.fixture
    def provider(self):
        with Ntfy() as ntfy:
            yield ntfy

    @pytest.fixture
    def account(self, provider):
        return AppriseAccount(url=url(provider.port))

    @contextmanager
    def untrusted(self, account):
        with Ntfy(tls=server_context("127.0.0.1", "good")) as ntfy:
            yield replace(account, url=url(ntfy.port, schema="ntfys"))

    def good_address(self):
        return "ivan"

    def bad_addresses(self):
        return ["a b", "a,b", "a/b", "a?to=b", "a%2Fb", "a&b=c", "mailto://u:p@host", "@", "+"]

    def wrong_login(self, account):
        port = account.url.reveal().rpartition(":")[2].partition("/")[0]
        return replace(account, url=url(port, "tk_0therplayed0123456789abcdef0"))

    def unreachable(self, account, port):
        return replace(account, url=url(port))

    def structure(self, received):
        return received.address, set(json.loads(received.raw))

    @pytest.mark.parametrize("fault", [WebFault.DROP_WITHIN, WebFault.GATEWAY_ERROR])
    def test_half_an_answer_leaves_us_in_doubt(self, provider, account, context, fault):
        provider.fail(fault)
        outcome = self.attempt(account, context, self.message("раз"))
        assert not outcome.certain, f"{fault}: nobody can know: {outcome}"

    @pytest.mark.parametrize("fault", [WebFault.NOT_UTF8, WebFault.OTHER_JSON, WebFault.HUGE])
    def test_apprise_goes_by_the_status_alone(self, provider, account, context, fault):
        provider.fail(fault)
        outcome = self.attempt(account, context, self.message("раз"))
        assert outcome.receipt is not None
        assert len(provider.received) == 1

    @pytest.mark.parametrize("seconds", [1, 3 * 3600])
    def test_the_wait_is_as_long_as_the_service_says(self, provider, account, context, seconds):
        provider.fail(Fault.THROTTLE, after=seconds)
        outcome = self.attempt(account, context, self.message())
        assert isinstance(outcome.error, NotNow)
        assert (outcome.error.after, outcome.error.scope) == (seconds, Scope.ACCOUNT)

    def test_a_certificate_that_nobody_trusts(self, context):
        with Ntfy(tls=server_context("127.0.0.1", "good")) as ntfy:
            account = AppriseAccount(url=url(ntfy.port, schema="ntfys"))
            outcome = self.attempt(account, context, self.message())
        assert isinstance(outcome.error, AccountBroken), outcome
        assert outcome.error.reason is Reason.TLS
