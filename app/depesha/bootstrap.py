"""Builds the objects and joins them; nothing else does."""

import logging
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from depesha.api.channel import Context
from depesha.api.i18n import use_language
from depesha.api.settings import AccountSettings
from depesha.domain.errors import DepeshaError, NotConfiguredError

if TYPE_CHECKING:
    import argparse

    from depesha.cli.office import Office
    from depesha.delivery.accounts import Account
    from depesha.plughost.host import PluginHost
    from depesha.settings.profile import Profile
    from depesha.settings.settings import Settings

INTERRUPTED = 130


class OfficeAccounts:
    """The accounts of the settings, joined with their channels."""

    def __init__(self, profile: "Profile", settings: "Settings", host: "PluginHost") -> None:
        self._profile = profile
        self._settings = settings
        self._host = host

    def names(self, channel_id: str) -> list[str]:
        """In the order of the settings file."""
        return self._settings.accounts(channel_id)

    def open(self, channel_id: str, name: str) -> "Account":
        """The account ready to connect. Raises NotConfiguredError or InputError."""
        from depesha.delivery import accounts
        from depesha.domain.quiet import parse_quiet

        channel = self._host.channels()[channel_id]
        if name == accounts.REHEARSAL:
            return accounts.rehearsal(channel, self._sample(channel_id), self._profile.outbox)
        chosen = self._settings.channel(channel_id)
        context = Context(
            account=name,
            folder=self._profile.channel_folder(channel_id),
            log=logging.getLogger(f"depesha.{channel_id}"),
            proxy=self._settings.office.proxy,
            gateways=self._host.gateways(),
        )
        quiet = parse_quiet(chosen.quiet, chosen.days)
        settings = self._settings.account(channel_id, name)
        return accounts.real(channel, name, settings, context, quiet)

    def _sample(self, channel_id: str) -> "AccountSettings":
        """An account for test mode: the first that is filled in, else an empty one."""
        for name in self._settings.accounts(channel_id):
            with suppress(NotConfiguredError):
                return self._settings.account(channel_id, name)
        return self._host.channels()[channel_id].settings()


def office(
    profile_folder: Path | None = None,
    *,
    no_plugins: bool = False,
    without: Sequence[str] = (),
) -> "Office":
    """The office of a profile. Opens no database and loads no plugin yet."""
    from depesha.cli.office import Office
    from depesha.delivery.clock import Clock
    from depesha.domain.backoff import Backoff
    from depesha.plughost.host import PluginHost
    from depesha.settings.profile import Profile
    from depesha.settings.settings import Settings
    from depesha.store.database import Database

    profile = Profile.find(profile_folder)
    host = PluginHost(
        folders=[profile.plugins],
        without=without,
        no_plugins=no_plugins,
        strict=os.environ.get("DEPESHA_STRICT") == "1",
        trace=_trace if os.environ.get("DEPESHA_TRACE") == "1" else None,
    )
    settings = Settings(profile, host.channels, host.gateways)
    return Office(
        profile=profile,
        settings=settings,
        host=host,
        accounts=OfficeAccounts(profile, settings, host),
        clock=Clock(settings.office.timezone),
        open_database=lambda: Database(profile.database),
        backoff=Backoff(),
    )


def _trace(line: str) -> None:
    sys.stderr.write(line + "\n")


def run(argv: Sequence[str]) -> int:
    """The command line, from words to exit code."""
    from depesha.cli import parser

    use_language(_language_of(argv))
    args = parser.build().parse_args(list(argv) or ["--help"])
    opened: Office | None = None
    try:
        opened = _opened(args)
        code: int = args.run(opened, args)
    except DepeshaError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; nothing is wrong with what was done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    finally:
        if opened is not None:
            opened.close()
    return code


def _opened(args: "argparse.Namespace") -> "Office":
    found = office(args.profile, no_plugins=args.no_plugins, without=args.without)
    if not args.lang:
        use_language(found.settings.office.language)
    _start_log(found.profile.logs)
    return found


def _start_log(folder: Path) -> None:
    """Warnings and errors of this run, in a file that never grows beyond a few megabytes."""
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        folder / "depesha.log", maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("depesha").addHandler(handler)


def _language_of(argv: Sequence[str]) -> str:
    """`--lang` before anything is parsed, since the help is translated too."""
    words = list(argv)
    if "--lang" in words[:-1]:
        return words[words.index("--lang") + 1]
    return os.environ.get("DEPESHA_LANG", "")
