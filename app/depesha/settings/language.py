"""The language that the office chose: the window needs it before all else that is set."""

from depesha.api.i18n import LANGUAGES
from depesha.settings.profile import Profile
from depesha.settings.tomlfile import TomlFile


def language_of(profile: Profile) -> str:
    """`ru`, `en`, or empty for the system's. Raises InputError for a damaged settings file."""
    office = TomlFile(profile.settings_file).read().get("office", {})
    chosen = office.get("language", "") if isinstance(office, dict) else ""
    return chosen if chosen in LANGUAGES else ""
