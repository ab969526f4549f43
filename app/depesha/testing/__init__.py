"""What plugin authors test with: contracts, and servers that play the providers.

`ChannelContract` needs pytest and is imported when first asked for; the servers do not need it.
"""

from typing import TYPE_CHECKING, Any

from depesha.testing.provider import Fault, Provider, Received

if TYPE_CHECKING:
    from depesha.testing.contract import ChannelContract

__all__ = ["ChannelContract", "Fault", "Provider", "Received"]


def __getattr__(name: str) -> Any:
    if name == "ChannelContract":
        from depesha.testing.contract import ChannelContract

        return ChannelContract
    raise AttributeError(name)
