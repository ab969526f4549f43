"""The channel `sms`: an address rule, and the way to the gateway that the account names."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from depesha.api import (
    N_,
    AccountBroken,
    AccountSettings,
    Channel,
    Context,
    GatewaySettings,
    Reason,
    Session,
    Style,
    _,
)
from depesha_sms.phones import normal_form


class SmsChannel(Channel[GatewaySettings]):
    """Short messages to mobile phones."""

    id: ClassVar[str] = "sms"
    title: ClassVar[str] = N_("SMS")
    write_title: ClassVar[str] = N_("Send message")
    style: ClassVar[Style] = Style.TEXT
    settings: ClassVar[type[AccountSettings]] = GatewaySettings
    address_field: ClassVar[str] = "mobile_phone"
    metered: ClassVar[bool] = True

    @staticmethod
    def address(text: str) -> str:
        """E.164 with `+`."""
        return normal_form(text)

    @staticmethod
    @contextmanager
    def connect(settings: GatewaySettings, context: Context) -> Iterator[Session]:
        """A session of the gateway; `settings` are of the gateway's own class."""
        gateway = context.gateways.get(settings.gateway)
        if gateway is None:
            cure = _("There is no SMS service “{name}”. Choose one of: {known}.").format(
                name=settings.gateway, known=", ".join(sorted(context.gateways))
            )
            raise AccountBroken(Reason.CONFIGURATION, cure=cure)
        if not isinstance(settings, gateway.settings):
            raise TypeError(f"{gateway.id} needs {gateway.settings.__name__}")
        with gateway.connect(settings, context) as session:
            yield session
