"""The host: loads plugins one by one, asks each on its own, and owns all that they offer."""

import inspect
import logging
import reprlib
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pluggy

from depesha.api import (
    Channel,
    Document,
    Editor,
    EditorTools,
    EditorView,
    Finding,
    Gateway,
    Message,
    MessageCheck,
    TemplatePack,
    _,
    hooks,
)
from depesha.domain.errors import DepeshaError
from depesha.plughost.discovery import Found, find
from depesha.plughost.fence import cut_traceback
from depesha.plughost.offers import Offers, Rejection, examine, together
from depesha.plughost.state import PluginInfo, PluginState

_log = logging.getLogger(__name__)
_VIEW = ("widget", "document", "show", "insert", "focus")
"""What the window calls on an editor's view."""


class PluginFailedError(DepeshaError):
    """A plugin raised where the window relied on it."""


class PluginHost:
    """Answers "what do we have?". Nothing is loaded before the first question."""

    def __init__(
        self,
        *,
        folders: Sequence[Path] = (),
        without: Collection[str] = (),
        no_plugins: bool = False,
        strict: bool = False,
        trace: Callable[[str], None] | None = None,
    ) -> None:
        """`folders` were filled by `pip install --target`; `without` names plugins to leave out.

        `strict` lets a plugin's exception through, for its author; `trace` gets a line for every
        call of a hook.
        """
        self._folders = folders
        self._without = without
        self._no_plugins = no_plugins
        self._strict = strict
        self._trace = trace
        self._infos: list[PluginInfo] = []
        self._offers: dict[str, Offers] = {}
        self._loaded = False
        self._lock = threading.RLock()

    def load(self) -> None:
        """Find, import and ask every plugin; later calls do nothing."""
        with self._lock:
            if self._loaded:
                return
            self._loaded = True
            for found in find(self._folders):
                self._infos.append(self._admit(found))

    def plugins(self) -> list[PluginInfo]:
        """Every plugin found, our own first, whatever became of it."""
        self.load()
        return list(self._infos)

    def channels(self) -> dict[str, type[Channel[Any]]]:
        """Channels by id."""
        return self._all().channels

    @property
    def loaded(self) -> bool:
        """Whether asking costs nothing any more."""
        return self._loaded

    def gateways(self) -> dict[str, type[Gateway[Any]]]:
        """SMS services by id."""
        return self._all().gateways

    def template_packs(self) -> list[TemplatePack]:
        """Packs of shipped templates."""
        return list(self._all().template_packs.values())

    def checks(self, channel_id: str) -> list[MessageCheck]:
        """Checks of a channel's messages. One that raises finds nothing and its plugin goes."""
        return [check for check in self._all().message_checks if check.channel == channel_id]

    def editors(self) -> dict[str, Editor]:
        """Editors by id. One whose `build` raises PluginFailedError has lost its place."""
        return self._all().editors

    def _all(self) -> Offers:
        self.load()
        return together(list(self._offers.values()))

    def _admit(self, found: Found) -> PluginInfo:
        """Load one plugin and take its offers, or say why not."""
        info = PluginInfo(found.name, found.version, PluginState.ACTIVE)
        if self._no_plugins or found.name in self._without:
            return replace(info, state=PluginState.DISABLED)
        if found.newer:
            return replace(info, state=PluginState.NEEDS_NEWER_APP)
        otherwise = PluginState.IMPORT_FAILED
        try:
            self._refuse_namesake(found.name)
            plugin = found.load()
            otherwise = PluginState.FAULTY
            info = replace(info, description=inspect.getdoc(plugin) or "")
            calls = _implementations(plugin, found.name)
            info = replace(info, hooks=tuple(calls))
            answers = {hook: self._ask(found.name, hook, calls[hook]) for hook in calls}
            offers = examine(answers, together(self._offers.values()))
        except KeyboardInterrupt:
            raise
        except (Rejection, pluggy.PluginValidationError) as error:
            return self._failed(info, PluginState.REJECTED, error)
        except BaseException as error:  # noqa: BLE001 - a plugin's sys.exit() must not end us
            return self._failed(info, otherwise, error)
        offers.message_checks = [self._fenced(found.name, c) for c in offers.message_checks]
        offers.editors = {
            id_: self._fenced_editor(found.name, one) for id_, one in offers.editors.items()
        }
        self._offers[found.name] = offers
        return info

    def _refuse_namesake(self, name: str) -> None:
        if any(known.name == name for known in self._infos):
            raise Rejection(_("Another plugin has the same name."))

    def _ask(self, name: str, hook: str, call: Callable[[], Any]) -> Any:
        try:
            answer = call()
        except BaseException as error:
            self._tell(f"{name}.{hook}() raised {type(error).__name__}")
            raise
        self._tell(f"{name}.{hook}() -> {reprlib.repr(answer)}")
        return answer

    def _tell(self, line: str) -> None:
        if self._trace is not None:
            self._trace(line)

    def _failed(self, info: PluginInfo, state: PluginState, error: BaseException) -> PluginInfo:
        if self._strict:
            raise error
        # The exception's own text is not logged: it may quote what the plugin was given.
        _log.warning("plugin %s is %s: %s", info.name, state, type(error).__name__)
        problem = str(error) if state is PluginState.REJECTED else state.sentence
        return replace(info, state=state, traceback=cut_traceback(error), problem=problem)

    def _fenced(self, name: str, offer: MessageCheck) -> MessageCheck:
        """The check, but its failure costs its plugin the place instead of the user the mailing."""

        def check(message: Message, settings: Any) -> Finding | None:
            try:
                return _finding(offer.check(message, settings))
            except Exception as error:  # noqa: BLE001 - a stranger's check may raise anything
                self._withdraw(name, error)
                return None

        return MessageCheck(offer.channel, check)

    def _fenced_editor(self, name: str, offer: Editor) -> Editor:
        """The editor, but where it cannot be built the window hears of it in a sentence."""

        def build(parent: Any, document: Document, tools: EditorTools) -> EditorView:
            try:
                return _view(offer.build(parent, document, tools))
            except Exception as error:
                self._withdraw(name, error)
                raise PluginFailedError(
                    _("The editor “{editor}” does not work: the plugin {plugin} failed.").format(
                        editor=_(offer.title), plugin=name
                    )
                ) from error

        return replace(offer, build=build)

    def _withdraw(self, name: str, error: Exception) -> None:
        with self._lock:
            self._offers.pop(name, None)
            for at, info in enumerate(self._infos):
                if info.name == name and info.state is PluginState.ACTIVE:
                    self._infos[at] = self._failed(info, PluginState.FAULTY, error)


def _view(answer: Any) -> EditorView:
    lacking = [name for name in _VIEW if not hasattr(answer, name)]
    if lacking:
        raise TypeError(f"what build() returns has no {', '.join(lacking)}")
    return answer  # type: ignore[no-any-return]


def _finding(answer: Any) -> Finding | None:
    if answer is None or isinstance(answer, Finding):
        return answer
    raise TypeError(f"a check returns a Finding or None, not {type(answer).__name__}")


def _implementations(plugin: Any, name: str) -> dict[str, Callable[[], Any]]:
    """The plugin's hook functions by hook; raises Rejection where one is not of this API."""
    manager = pluggy.PluginManager(hooks.GROUP)
    manager.add_hookspecs(hooks)
    manager.register(plugin, name)
    callers = manager.get_hookcallers(plugin) or []
    unknown = sorted(caller.name for caller in callers if not caller.has_spec())
    if unknown:
        raise Rejection(
            _("This version knows no hook named {names}.").format(names=", ".join(unknown))
        )
    if not callers:
        raise Rejection(_("It offers nothing: no function of it is marked with @hookimpl."))
    return {caller.name: caller.get_hookimpls()[0].function for caller in callers}
