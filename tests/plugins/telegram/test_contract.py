"""The telegram channel keeps the contract, against the played Bot API."""

import json
from contextlib import contextmanager
from dataclasses import replace

import pytest

from depesha.api import Secret
from depesha.testing import ChannelContract, Fault
from depesha.testing.bot_api import BotApi, BotFault
from depesha.testing.web import untrusted_server
from depesha_telegram.channel import Telegram, TelegramAccount


class TestTelegram(ChannelContract):
    channel = Telegram
    faults = frozenset(Fault)
    more_faults = frozenset(
        {BotFault.GATEWAY_ERROR, BotFault.OTHER_JSON, BotFault.NOT_UTF8, BotFault.HUGE}
    )
    # One request, one answer: a line that breaks in between leaves us in doubt.
    in_doubt = ChannelContract.in_doubt | {Fault.DROP_BEFORE}

    @pytest.fixture
    def provider(self):
        with BotApi() as api:
            yield api

    @pytest.fixture
    def account(self, provider):
        return TelegramAccount(base_url=provider.url, token=Secret(provider.token))

    @contextmanager
    def untrusted(self, account):
        with untrusted_server() as url:
            yield replace(account, base_url=url)

    @pytest.mark.parametrize("fault", sorted(more_faults))
    def test_answers_of_another_make_leave_us_in_doubt(self, provider, account, context, fault):
        provider.fail(fault)
        outcome = self.attempt(account, context, self.message("раз"))
        assert not outcome.certain, f"{fault}: nobody can know: {outcome}"
        assert len(provider.received) <= 1

    def good_address(self):
        return "123456789"

    def bad_addresses(self):
        return ["@ivan", "ivan", "12 34", "1.5", "0", "-", "--5", "+79161234567", "٣٤٥", "1" * 17]

    def structure(self, received):
        call = json.loads(received.raw)
        # Markup that Telegram does not understand goes as plain text, without a parse_mode.
        params = set(call["params"]) - {"parse_mode"}
        return received.address, call["method"], params, set(call["files"])
