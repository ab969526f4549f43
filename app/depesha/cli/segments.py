"""`depesha segments`: how many SMS a text is, exactly, and why."""

import argparse
import sys
from typing import Any

from depesha.api.i18n import _
from depesha.cli.output import give, pairs, say
from depesha.cli.parser import command
from depesha.delivery.office import Office
from depesha.domain import segments


def add(commands: Any) -> None:
    """Declare the command."""
    parser = command(commands, "segments", _("count the SMS parts of a text exactly"))
    parser.add_argument("--text", metavar="T", help=_("the text; otherwise read from the input"))
    parser.add_argument(
        "--transliterate", action="store_true", help=_("write it in Latin letters first")
    )
    parser.set_defaults(run=run)


def run(_office: Office, args: argparse.Namespace) -> int:
    """Count the text given or read."""
    text = args.text if args.text is not None else sys.stdin.read()
    if args.transliterate:
        text = segments.mend(segments.transliterate(text)).text
    counted = segments.count(text)
    if args.json:
        give(
            {
                **({"text": text} if args.transliterate else {}),
                "encoding": counted.encoding,
                "units": counted.units,
                "segments": counted.segments,
                "forcing": list(counted.forcing),
            }
        )
        return 0
    if args.transliterate:
        say(text)
    pairs(
        {
            _("Encoding"): counted.encoding,
            _("Characters in the message"): counted.units,
            _("SMS per message"): counted.segments,
        }
    )
    if counted.forcing:
        say(_("These characters make it Unicode: {all}").format(all=" ".join(counted.forcing)))
        mended = segments.mend(text)
        saved = segments.count(mended.text).segments
        if mended.replaced and saved < counted.segments:
            say(_("With plain characters it would be {n} SMS:").format(n=saved))
            say(mended.text)
    return 0
