"""The language that the office chose: the window needs it before all else that is set."""

from contextlib import suppress

from depesha.api.i18n import LANGUAGES
from depesha.settings.profile import Profile


def language_of(profile: Profile) -> str:
    """`ru`, `en`, or empty for the system's. Raises InputError for a damaged settings file."""
    # Most offices never choose one: what reads TOML is loaded where there is something to read.
    with suppress(OSError):
        file = profile.settings_file
        if not file.exists() or b"language" not in file.read_bytes():
            return ""
    from depesha.settings.tomlfile import TomlFile

    office = TomlFile(profile.settings_file).read().get("office", {})
    chosen = office.get("language", "") if isinstance(office, dict) else ""
    return chosen if chosen in LANGUAGES else ""
