"""Each gateway, through the channel, keeps the contract of channels."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qsl

import pytest

from depesha.api import GatewaySettings, NotNow
from depesha.testing import ChannelContract, Fault, Received
from depesha.testing.sms_gateways import SmsGateways
from depesha.testing.smsd import Smsd
from depesha.testing.web import untrusted_server
from depesha.testing.web_script import WebFault
from depesha_sms.channel import SmsChannel
from depesha_sms.gateways.gammu import GammuSettings


class GatewayContract(ChannelContract):
    channel = SmsChannel
    gateway: ClassVar[str]
    faults = frozenset(Fault)
    more_faults: ClassVar[frozenset[str]] = frozenset(WebFault)
    # One request, one answer: a line that breaks in between tells nothing.
    in_doubt = ChannelContract.in_doubt | {Fault.DROP_BEFORE}

    @pytest.fixture
    def provider(self) -> Iterator[SmsGateways]:
        with SmsGateways() as server:
            yield server

    @pytest.fixture
    def account(self, provider: SmsGateways, account: Callable[..., GatewaySettings]) -> Any:
        return account(self.gateway, provider)

    @pytest.fixture
    def context(self, context: Any) -> Any:
        return context

    def impatient(self, account: Any) -> Any:
        return replace(account, timeout=0.25)

    @contextmanager
    def untrusted(self, account: Any) -> Iterator[Any]:
        with untrusted_server() as url:
            yield replace(account, base_url=url)

    @pytest.mark.parametrize("fault", WebFault)
    def test_answers_of_another_make_leave_us_in_doubt(
        self, provider: Any, account: Any, context: Any, fault: WebFault
    ) -> None:
        if fault not in self.more_faults:
            pytest.skip("it speaks no HTTP")
        provider.fail(fault)
        outcome = self.attempt(account, context, self.message("раз"))
        assert not outcome.certain, f"{fault}: nobody can know: {outcome}"
        assert len(provider.received) <= 1

    @pytest.mark.parametrize("seconds", [1, 3 * 3600])
    def test_the_wait_is_as_long_as_the_service_says(
        self, provider: Any, account: Any, context: Any, seconds: int
    ) -> None:
        if not self.names_delay or Fault.THROTTLE not in self.faults:
            pytest.skip("it names no seconds")
        provider.fail(Fault.THROTTLE, after=seconds)
        outcome = self.attempt(account, context, self.message())
        assert isinstance(outcome.error, NotNow)
        assert outcome.error.after == seconds

    def good_address(self) -> str:
        return "8 (916) 123-45-67"

    def more_addresses(self) -> Sequence[str]:
        return ["+7 916 765-43-21", "+44 7400 123456"]

    def bad_addresses(self) -> Sequence[str]:
        return ["8 495 123-45-67", "+7 916 123", "позвонить секретарю", "ivan@example.org"]

    def structure(self, received: Received) -> object:
        return received.address, _names(received.raw)


class TestSmsc(GatewayContract):
    gateway = "smsc"
    names_delay = False


class TestSmsRu(GatewayContract):
    gateway = "smsru"
    names_delay = False


class TestSmsAero(GatewayContract):
    gateway = "smsaero"


class TestExolve(GatewayContract):
    gateway = "exolve"


class TestTwilio(GatewayContract):
    gateway = "twilio"


class TestVonage(GatewayContract):
    gateway = "vonage"
    names_delay = False


class TestAndroid(GatewayContract):
    gateway = "android"
    names_delay = False


class TestGammu(GatewayContract):
    """A folder takes every message; what fails, fails later."""

    gateway = "gammu"
    faults = frozenset({Fault.BREAK_ACCOUNT})
    more_faults = frozenset()

    @pytest.fixture
    def provider(self, tmp_path: Path) -> Iterator[Any]:
        with Smsd(tmp_path / "spool") as smsd:
            yield smsd

    @pytest.fixture
    def account(self, provider: Any) -> Any:
        folders = {key: provider.account()[key] for key in ("outbox", "sent", "error")}
        return GammuSettings(gateway="gammu", gap=0.0, **folders)

    def unreachable(self, account: Any, port: int) -> None:
        """There is no server."""

    @contextmanager
    def untrusted(self, account: Any) -> Iterator[None]:
        yield None

    def structure(self, received: Received) -> object:
        return received.address


class TestGenericHttp(GatewayContract):
    gateway = "http"


def _names(body: bytes) -> list[str]:
    if body.startswith(b"{"):
        return sorted(json.loads(body))
    return sorted(name for name, _value in parse_qsl(body.decode(), keep_blank_values=True))
