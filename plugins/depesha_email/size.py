"""Whether a letter fits through the provider."""

from pathlib import Path

from depesha.api import Finding, Message, Reason, _
from depesha_email import presets
from depesha_email.account import EmailAccount

_HEADERS = 4096
"""Bytes of headers of a letter or a part: more than there are."""


def too_large(message: Message, settings: EmailAccount) -> Finding | None:
    """A finding where the letter exceeds what the account's provider takes, as far as known."""
    preset = presets.find(settings.provider)
    if preset is None or not preset.max_size:
        return None
    sizes = [4 * len(message.text) + 4 * len(message.html)]
    sizes += [len(picture.data) for picture in message.pictures]
    sizes += [_file_size(attachment.path) for attachment in message.attachments]
    size = sum(_HEADERS + _encoded(one) for one in sizes)
    if size <= preset.max_size:
        return None
    return Finding(
        Reason.TOO_LARGE,
        _("The letter has {size:.1f} MB, {provider} takes {limit:.1f} MB.").format(
            size=size / 1e6, provider=preset.title, limit=preset.max_size / 1e6
        ),
    )


def _encoded(size: int) -> int:
    """Bytes in base64 with line ends: 57 become 78."""
    return -(-size // 57) * 78


def _file_size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0  # that it is missing is somebody else's finding
