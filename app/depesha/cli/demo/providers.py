"""The providers of the demo: servers on this machine, with the faults of real ones."""

from contextlib import ExitStack
from pathlib import Path
from typing import Self

from depesha.api.i18n import _
from depesha.domain.errors import NotConfiguredError
from depesha.testing.bot_api import BotApi
from depesha.testing.provider import Fault, Provider
from depesha.testing.sms_gateways import SmsGateways

LOGIN = "demo@example.com"
PASSWORD = "demo-mail"  # noqa: S105 - of a server that lives as long as the demo

_ANSWERS = (
    (700_002, "Анна", "Здравствуйте! Мой заказ уже можно забрать?"),
    (700_007, "Пётр", "Спасибо, получил"),
    (700_002, "Анна", "И до скольки вы сегодня?"),
    (799_999, "Глеб", "Добрый день! Есть ли фильтр OC-90?"),
)
"""Number of the chat, name in the messenger, and what is written."""


class Providers:
    """An SMTP server with TLS and login, an SMS gateway and a Bot API; running inside `with`."""

    def __init__(self) -> None:
        try:
            from depesha.testing.smtp import SmtpProvider
        except ImportError as error:
            raise NotConfiguredError(
                _("The demo needs the extra “testing”: pip install depesha[testing]")
            ) from error
        self._smtp = SmtpProvider(login=LOGIN, password=PASSWORD)
        self._gateways = SmsGateways()
        self._bot = BotApi()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        for server in (self._smtp, self._gateways, self._bot):
            self._stack.enter_context(server)
        return self

    def __exit__(self, *_exc: object) -> None:
        self._stack.close()

    def settings(self) -> dict[str, str]:
        """What the office fills in to use them, secrets included."""
        sms = self._gateways.account("smsc")
        return {
            "email.mode": "on",
            "email.main.host": self._smtp.host,
            "email.main.port": str(self._smtp.port),
            "email.main.security": "starttls",
            "email.main.ca_file": self._smtp.ca,
            "email.main.login": LOGIN,
            "email.main.password": PASSWORD,
            "email.main.sender": LOGIN,
            "email.main.sender_name": "Депеша-Демо",
            "email.main.connections": "4",
            "sms.mode": "on",
            **{f"sms.main.{name}": value for name, value in sms.items()},
            "sms.main.price": "2.50",
            "telegram.mode": "on",
            "telegram.main.base_url": self._bot.url,
            "telegram.main.token": self._bot.token,
        }

    def of(self, channel: str) -> Provider:
        """The provider of a channel."""
        known: dict[str, Provider] = {
            "email": self._smtp,
            "sms": self._gateways,
            "telegram": self._bot,
        }
        return known[channel]

    def misbehave(self, channel: str) -> None:
        """The next messages: some refused, some throttled, one line broken after the data."""
        provider = self.of(channel)
        provider.fail(Fault.REFUSE, times=4)
        if channel != "sms":  # there it would mean a minute's wait
            provider.fail(Fault.THROTTLE, times=3, after=1.0)
        provider.fail(Fault.DROP_AFTER, times=1)

    def write_back(self) -> None:
        """What people answer to the bot, and somebody whom the office does not know."""
        for chat, name, text in _ANSWERS:
            self._bot.updates.message(chat, names={"first_name": name}, text=text)

    def write_received(self, folder: Path) -> Path:
        """Every message that a provider took, as a file; returns the folder."""
        for channel in ("email", "sms", "telegram"):
            place = folder / channel
            place.mkdir(parents=True, exist_ok=True)
            for number, one in enumerate(self.of(channel).received, 1):
                if channel == "email":
                    (place / f"{number:04}.eml").write_bytes(one.raw)
                else:
                    text = f"{one.address}\n\n{one.text}\n"
                    (place / f"{number:04}.txt").write_text(text, encoding="utf-8")
        return folder
