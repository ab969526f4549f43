"""Times as people type them."""

from datetime import datetime, timedelta

from depesha.api.i18n import _
from depesha.delivery.clock import Clock
from depesha.domain.errors import InputError

_FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%Y-%m-%d", "%d.%m.%Y")


def moment(text: str, clock: Clock) -> float:
    """Seconds since the epoch of `2026-12-31 09:00`, `31.12.2026 09:00`, a date alone, or `09:00`
    (the next one), on the office's wall clock. Raises InputError."""
    now = clock.local(clock.now())
    try:
        hour = datetime.strptime(text.strip(), "%H:%M")  # noqa: DTZ007 - a time of day
    except ValueError:
        pass
    else:
        at = now.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
        return (at if at > now else at + timedelta(days=1)).timestamp()
    for form in _FORMATS:
        try:
            plain = datetime.strptime(text.strip(), form)  # noqa: DTZ007 - zone comes below
        except ValueError:
            continue
        return plain.replace(tzinfo=now.tzinfo).timestamp()
    raise InputError(
        _("“{text}” is no time. Write 2026-12-31 09:00, 31.12.2026 09:00 or 09:00.").format(
            text=text
        )
    )
