"""One round of all live accounts, for commands: listen, send, fetch, and go."""

from depesha.delivery.chat.worker import Worker, live_accounts
from depesha.delivery.inbox import Heard
from depesha.delivery.office import Office
from depesha.delivery.outcome import Scrubber, connecting
from depesha.domain.errors import DepeshaError


def go_round(office: Office, into: Heard) -> list[str]:
    """Ask each account for news and send what is said in its chats; what came in is added to
    `into`. Returns the accounts that another process of the office looks after at present."""
    taken: list[str] = []
    for account_id in live_accounts(office):
        worker = Worker(office, account_id, lambda heard: _add(into, heard))
        try:
            account = worker.account()
        except DepeshaError:
            continue  # not filled in: whoever wants to send hears of it
        try:
            if not worker.lead():
                taken.append(account_id)
                continue
            worker.send(account)
            worker.listen(account)
            worker.send(account)
        except Exception as error:  # noqa: BLE001 - a plugin may raise anything
            into.failures[account_id] = connecting(error, Scrubber(account.settings))
        finally:
            worker.hang_up()
            worker.resign()
    return taken


def _add(into: Heard, heard: Heard) -> None:
    into.messages += heard.messages
    into.subscribed += heard.subscribed
    into.unsubscribed += heard.unsubscribed
    into.opt_outs += heard.opt_outs
