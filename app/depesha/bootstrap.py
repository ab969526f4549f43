"""Builds the objects and joins them; nothing else does."""

import io
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from depesha.api.i18n import _, use_language
from depesha.domain.errors import DepeshaError, InputError, NotConfiguredError, in_words

if TYPE_CHECKING:
    import argparse
    from contextlib import AbstractContextManager

    from depesha.api.channel import Channel, Gateway
    from depesha.delivery.accounts import Accounts
    from depesha.delivery.background import Background
    from depesha.delivery.chat.ears import Ears
    from depesha.delivery.clock import Clock
    from depesha.delivery.engine import Engine
    from depesha.delivery.office import Office
    from depesha.domain.backoff import Backoff
    from depesha.plughost.host import PluginHost
    from depesha.settings.profile import Profile
    from depesha.settings.settings import Settings
    from depesha.store.database import Database

INTERRUPTED = 130


def office(
    profile_folder: Path | None = None,
    *,
    no_plugins: bool = False,
    without: Sequence[str] = (),
) -> "Office":
    """The office of a profile. Opens no database and loads no plugin yet."""
    from depesha.delivery.office import Office
    from depesha.settings.profile import Profile

    profile = Profile.find(profile_folder)
    made = Office(
        profile,
        settings=lambda: _settings(made),
        host=lambda: _host(made, no_plugins=no_plugins, without=without),
        accounts=lambda: _accounts(made),
        clock=lambda: _clock(made),
        database=lambda: _database(profile),
        backoff=_backoff,
    )
    return made


def _host(office: "Office", *, no_plugins: bool, without: Sequence[str]) -> "PluginHost":
    from depesha.plughost.host import PluginHost

    off: list[str] = []
    with suppress(InputError):  # said by whoever needs the settings
        off = office.settings.office.plugins_off.split()

    return PluginHost(
        folders=[office.profile.plugins],
        without=[*without, *off],
        no_plugins=no_plugins,
        strict=os.environ.get("DEPESHA_STRICT") == "1",
        trace=_trace if os.environ.get("DEPESHA_TRACE") == "1" else None,
    )


def _settings(office: "Office") -> "Settings":
    from depesha.settings.settings import Settings

    # Plugins are loaded when the settings first ask for them: most questions need none.
    def channels() -> "Mapping[str, type[Channel[Any]]]":
        return office.host.channels()

    def gateways() -> "Mapping[str, type[Gateway[Any]]]":
        return office.host.gateways()

    return Settings(office.profile, channels, gateways)


def _accounts(office: "Office") -> "Accounts":
    from depesha.delivery.office_accounts import OfficeAccounts

    return OfficeAccounts(office.profile, office.settings, office.host)


def _clock(office: "Office") -> "Clock":
    from depesha.delivery.clock import Clock

    return Clock(office.settings.office.timezone)


def _database(profile: "Profile") -> "Database":
    from depesha.store.database import Database

    return Database(profile.database)


def _backoff() -> "Backoff":
    from depesha.domain.backoff import Backoff

    return Backoff()


def _trace(line: str) -> None:
    sys.stderr.write(line + "\n")


def run(argv: Sequence[str]) -> int:
    """The command line, from words to exit code; without a command, the window."""
    from depesha.cli import parser

    _never_mind_the_console()
    language = _language_of(argv)
    use_language(language)
    if (options := parser.without_command(argv)) is not None:
        return window(options, language)
    from depesha.cli.output import warn

    args = parser.build().parse_args(argv)
    with ExitStack() as opened:
        try:
            found = _opened(args, language, opened)
            opened.enter_context(_log_in(found.profile.logs))
            return _run(found, args)
        except DepeshaError as error:
            warn(str(error))
            return error.exit_code
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:
            # Whoever read our output has gone; nothing is wrong with what was done.
            _let_go_of_output()
            return 0
        except OSError as error:
            _let_go_of_output()
            place = error.filename or _("A file")
            warn(_("{place} cannot be used: {why}.").format(place=place, why=in_words(error)))
            return InputError.exit_code


def window(options: "argparse.Namespace", language: str) -> int:
    """Open the window and return its exit code when it is closed."""
    import gc

    # Sifting what was only just imported costs a start a tenth; `ui.collector` takes over.
    gc.disable()
    try:
        from depesha.ui import app
    except ImportError:
        # Debian keeps Python's Tk in a package of its own.
        _warn(_("The window needs Tk. On Debian or Ubuntu: apt-get install python3-tk"))
        return NotConfiguredError.exit_code
    with ExitStack() as opened:
        try:
            found = _opened(options, language, opened)
            shown = app.App(
                found,
                lambda failed: background(found, failed),
                lambda: opened.enter_context(_log_in(found.profile.logs)),
            )
        except app.NoScreenError as error:
            _warn(str(error))
            return error.exit_code
        except DepeshaError as error:
            return app.refuse(error)
        shown.run()
    if shown.again:
        _start_anew()
    return 0


def _warn(text: str) -> None:
    """Say it on the terminal: a window that opens needs no words there, nor what says them."""
    from depesha.cli.output import warn

    warn(text)


def _start_anew() -> None:
    """This program with the same words, in the place of this process or beside its end."""
    import subprocess

    own = [] if getattr(sys, "frozen", False) else ["-m", "depesha"]
    command = [sys.executable, *own, *sys.argv[1:]]
    if os.name == "nt":
        subprocess.Popen(command)  # noqa: S603 - this very program
    else:
        os.execv(command[0], command)  # noqa: S606 - no shell is the point


def background(office: "Office", failed: Callable[[Exception], None]) -> "Background":
    """The engine that sends while the window is open."""
    from depesha.delivery.background import Background

    def engine() -> "Engine":
        from depesha.delivery.composer import Composers
        from depesha.delivery.engine import Desk, Engine

        return Engine(
            Desk(office.database, office.accounts, Composers(office.channel), office.clock,
                 office.backoff)
        )  # fmt: skip

    def ears() -> "Ears":
        from depesha.delivery.chat.ears import Ears

        return Ears(office)

    def go_round() -> None:
        from depesha.delivery import funds, inbox, polling

        try:
            polling.poll(office.database, office.accounts, office.clock)
            inbox.listen_round(office)
            funds.look(office)
        finally:
            office.database.close_reader()

    return Background(engine, failed, go_round, ears)


def _let_go_of_output() -> None:
    """What cannot be written now would be tried again at exit, and end in a traceback there."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(office: "Office", args: "argparse.Namespace") -> int:
    from depesha.cli.output import mask
    from depesha.store.database import faults_in_words

    mask(office.masking)
    try:
        with faults_in_words(office.profile.database):
            code: int = args.run(office, args)
    except SystemExit as ended:  # of ours, only the parser calls sys.exit()
        raise InputError(
            _("A plugin ended the command. Find it by leaving plugins out: --without NAME.")
        ) from ended
    sys.stdout.flush()  # a full disk shows here, while there are words for it
    return code


def _never_mind_the_console() -> None:
    """What the console or the file behind it cannot show becomes a `?`, not an end."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _opened(args: "argparse.Namespace", language: str, opened: ExitStack) -> "Office":
    from depesha.settings.language import language_of

    found = office(args.profile, no_plugins=args.no_plugins, without=args.without)
    opened.callback(found.close)
    if not language:
        # What is wrong with the settings is said by the command that needs them.
        with suppress(InputError):
            use_language(language_of(found.profile))
    if args.without:
        _refuse_unknown(args.without, found.host)
    return found


def _refuse_unknown(without: Sequence[str], host: "PluginHost") -> None:
    # A mistyped name would leave in the very plugin that is to be left out.
    known = [plugin.name for plugin in host.plugins()]
    for name in without:
        if name not in known:
            raise InputError(
                _("There is no plugin “{name}”. There are: {known}.").format(
                    name=name, known=", ".join(known)
                )
            )


def _log_in(folder: Path) -> "AbstractContextManager[None]":
    from depesha.delivery.log import log_in

    return log_in(folder)


def _language_of(argv: Sequence[str]) -> str:
    """What was asked for, before anything is parsed: the help is translated too."""
    words = list(argv)
    if "--lang" in words[:-1]:
        return words[words.index("--lang") + 1]
    joined = [word.partition("=")[2] for word in words if word.startswith("--lang=")]
    return joined[0] if joined else os.environ.get("DEPESHA_LANG", "")
