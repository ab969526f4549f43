"""Copies of accepted letters in the mailbox's Sent folder.

They are put there in small lots, between letters and at the end: a letter's answer is never kept
waiting for a mailbox. What goes wrong is told in the log, and touches no delivery.
"""

import logging

from depesha.api import SendError
from depesha_email import presets
from depesha_email.account import EmailAccount
from depesha_email.letter import Letter
from depesha_email.tokens import Tokens

_LOT = 10
"""Letters."""
_LOT_BYTES = 20_000_000


class Copies:
    """The copies of one session."""

    def __init__(self, account: EmailAccount, tokens: Tokens | None, log: logging.Logger) -> None:
        self._account = account
        self._tokens = tokens
        self._log = log
        self._waiting: list[Letter] = []
        self._given_up = False

    def add(self, letter: Letter) -> None:
        """This letter was accepted. Costs no time."""
        if not self._given_up:
            self._waiting.append(letter)

    @property
    def enough(self) -> bool:
        """Whether as many are waiting as are kept in one go."""
        size = sum(letter.size for letter in self._waiting)
        return len(self._waiting) >= _LOT or size >= _LOT_BYTES

    def keep(self) -> None:
        """Put all that wait into the folder."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        from depesha_email.mailbox import opened, sent_folder

        try:
            with opened(self._account, self._tokens) as box:
                folder = sent_folder(box, self._account)
                for letter in waiting:
                    box.append(letter.content(), folder, flag_set=["\\Seen"])
        except SendError as error:
            # One try for a session: a mailbox that is full or away must not slow the sending.
            self._given_up = True
            cure = getattr(error, "cure", "")
            self._log.warning("no more copies in the Sent folder: %s %s", error, cure)


def copies(account: EmailAccount, tokens: Tokens | None, log: logging.Logger) -> Copies | None:
    """The copies of a session, or None where none are wanted, or the provider keeps them itself."""
    preset = presets.find(account.provider)
    if not account.save_sent or (preset is not None and preset.keeps_sent):
        return None
    return Copies(account, tokens, log)
