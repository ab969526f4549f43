"""What a channel gets for nothing: the least that its author has to write."""

from contextlib import nullcontext
from typing import Any

import pytest

from depesha.api import AccountSettings, Channel, Context, Message, Reason, Style
from depesha.api.channel import Gateway


class Least(Channel[AccountSettings]):
    """Carries nothing."""

    id = "least"
    title = "Least"
    style = Style.TEXT
    settings = AccountSettings
    address_field = "email"

    @staticmethod
    def address(text: str) -> str:
        return text

    @staticmethod
    def connect(settings: AccountSettings, context: Context) -> Any:
        return nullcontext()


def test_the_rest_has_defaults() -> None:
    account = AccountSettings(per_day=5)
    assert Least.effective(account) is account
    assert Least.rehearse(account, Message(key="k", address="a")) is None
    assert (Least.missing, Least.metered) == (Reason.NO_ADDRESS, False)


@pytest.mark.parametrize("contract", [Channel, Gateway])
def test_a_channel_or_gateway_without_connect_is_none(contract: Any) -> None:
    class Lacking(contract):  # type: ignore[misc]
        @staticmethod
        def address(text: str) -> str:
            return text

    with pytest.raises(TypeError, match="connect"):
        Lacking()
