"""Finds plugins, fences them, and answers what there is."""

from depesha.plughost.host import PluginHost
from depesha.plughost.state import PluginInfo, PluginState

__all__ = ["PluginHost", "PluginInfo", "PluginState"]
