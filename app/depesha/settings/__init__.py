"""What the office has set: one file, and secrets in the OS keyring."""

from depesha.settings.office import ChannelSettings, Office
from depesha.settings.profile import Profile
from depesha.settings.secrets import Place
from depesha.settings.settings import Row, Settings

__all__ = ["ChannelSettings", "Office", "Place", "Profile", "Row", "Settings"]
