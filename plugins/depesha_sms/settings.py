"""What the accounts of all gateways that speak HTTP have in common."""

from dataclasses import asdict, dataclass
from typing import Any

from depesha.api import N_, GatewaySettings, setting
from depesha.api.settings import about


@dataclass(frozen=True, kw_only=True)
class HttpSettings(GatewaySettings):
    """An account at a service on the web."""

    timeout: float = setting(
        30.0, title=N_("Seconds to wait for an answer"), minimum=1, maximum=300
    )


@dataclass(frozen=True, kw_only=True)
class TriableSettings(HttpSettings):
    """An account at a service with a test mode of its own."""

    trial: bool = setting(
        default=False,
        title=N_("Test mode of the service"),
        help=N_("The service looks at the messages and answers, but delivers and charges nothing."),
    )

    @property
    def delivers(self) -> bool:
        """See GatewaySettings."""
        return not self.trial


def inherited(name: str, default: Any, **changes: Any) -> Any:
    """A field of GatewaySettings with another default, or with other words about it."""
    said = asdict(about(GatewaySettings.__dataclass_fields__[name]))
    return setting(default, **(said | changes))
