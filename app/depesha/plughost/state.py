"""What became of each plugin, in words for the plugin manager."""

from dataclasses import dataclass
from enum import StrEnum

from depesha.api.i18n import N_, _


class PluginState(StrEnum):
    """Of one plugin, since the program started."""

    ACTIVE = "active"
    DISABLED = "disabled"
    NEEDS_NEWER_APP = "needs_newer_app"
    IMPORT_FAILED = "import_failed"
    REJECTED = "rejected"
    FAULTY = "faulty"

    @property
    def sentence(self) -> str:
        """What the state means, translated."""
        return _(_SENTENCES[self])


_SENTENCES = {
    PluginState.ACTIVE: N_("Works."),
    PluginState.DISABLED: N_("Switched off for this run."),
    PluginState.NEEDS_NEWER_APP: N_("Written for a newer Depesha: update the program to use it."),
    PluginState.IMPORT_FAILED: N_("Could not be loaded. Its author can tell why by the details."),
    PluginState.REJECTED: N_("Left out: what it offers does not fit this program."),
    PluginState.FAULTY: N_("Left out: it failed while it was asked."),
}


@dataclass(frozen=True, slots=True)
class PluginInfo:
    """One plugin as `depesha plugins` and the plugin manager show it."""

    name: str
    """Of its entry point; what `--without` takes."""
    version: str
    """Of its distribution; empty where that does not say."""
    state: PluginState
    description: str = ""
    """The docstring of its module; empty where it was not loaded."""
    traceback: str = ""
    """For the plugin's author, from the author's own frames on; empty for a working plugin."""
    hooks: tuple[str, ...] = ()
    """Names of the hooks that it implements."""
    problem: str = ""
    """One translated sentence that says what is wrong with this plugin in particular."""
