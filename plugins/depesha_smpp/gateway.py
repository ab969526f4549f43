"""The SMS service `smpp`: its settings, and how its sessions are opened."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Literal

from depesha.api import N_, Context, Gateway, GatewaySettings, Secret, Session, secret, setting
from depesha.api.settings import about


def _inherited(name: str, default: Any, **changes: Any) -> Any:
    said = asdict(about(GatewaySettings.__dataclass_fields__[name]))
    return setting(default, **(said | changes))


@dataclass(frozen=True, kw_only=True)
class SmppSettings(GatewaySettings):
    """An account at an SMSC."""

    base_url: str = _inherited("base_url", "", help=N_("Not used: an SMSC has a name and a port."))
    host: str = setting(
        "", title=N_("Server"), required=True, pattern=r"[^\s/@:]+",
        help=N_("Name or address of the SMSC, as the contract says."),
    )  # fmt: skip
    port: int = setting(2775, title=N_("Port"), minimum=1, maximum=65535)
    security: Literal["none", "tls"] = setting(
        "none", title=N_("Security"), titles={"none": N_("None"), "tls": "TLS"},
        help=N_("Without TLS the password and all texts travel in clear."),
    )  # fmt: skip
    ca_file: str = setting(
        "", title=N_("Root certificates file"), rare=True,
        help=N_("For a server of the office's own authority (PEM). Empty: what the system trusts."),
    )  # fmt: skip
    login: str = setting("", title="system_id", required=True)
    password: Secret = secret(title=N_("Password"), required=True)
    system_type: str = setting("", title="system_type", rare=True)
    sender: str = _inherited(
        "sender", "", required=True, help=N_("A name or a number that the contract allows.")
    )
    sender_ton: int = setting(
        -1, title=N_("Type of the sender (TON)"), minimum=-1, maximum=6, rare=True,
        help=N_("−1: by its form."),
    )  # fmt: skip
    sender_npi: int = setting(
        -1, title=N_("Numbering plan of the sender (NPI)"), minimum=-1, maximum=18, rare=True,
        help=N_("−1: by its form."),
    )  # fmt: skip
    receipt_ids: Literal["same", "decimal", "hex"] = setting(
        "same",
        title=N_("Numbers of messages in receipts"),
        titles={
            "same": N_("As in the answer"),
            "decimal": N_("Decimal; hexadecimal in the answer"),
            "hex": N_("Hexadecimal; decimal in the answer"),
        },
        help=N_("If messages stay “sent” for ever, ask the operator how receipts name them."),
        rare=True,
    )
    timeout: float = setting(
        30.0, title=N_("Seconds to wait for an answer"), minimum=1, maximum=300
    )


class Smpp(Gateway[SmppSettings]):
    """An operator's or aggregator's own SMS centre, over the protocol SMPP 3.4, for offices that
    have a contract with one. The contract names the server, the port, system_id, the password and
    the allowed senders. What people answer is not taken."""

    id: ClassVar[str] = "smpp"
    title: ClassVar[str] = N_("SMPP (by a contract with an operator)")
    settings: ClassVar[type[GatewaySettings]] = SmppSettings

    @staticmethod
    @contextmanager
    def connect(settings: SmppSettings, context: Context) -> Iterator[Session]:
        """Bound on entry."""
        from depesha_smpp.session import SmppSession

        with SmppSession(settings, context) as session:
            yield session
