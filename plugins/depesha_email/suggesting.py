"""What a sender's address tells of its account: the provider, the way to log in, the password."""

from collections.abc import Mapping

from depesha.api import Suggestion
from depesha_email import presets
from depesha_email.cures import cure


def suggest(known: Mapping[str, str]) -> Suggestion:
    """See `Channel.suggest`. A provider that was chosen counts more than the address."""
    chosen = known.get("provider", "")
    preset = presets.find(chosen) or presets.for_address(known.get("sender", ""))
    if preset is None or known.get("host"):
        return Suggestion()
    values = {} if chosen else {"provider": preset.id}
    # The page stands apart: people open it, and need not read it.
    advice = cure("password", preset).removesuffix(preset.page).strip()
    return Suggestion(values, advice, preset.page)
