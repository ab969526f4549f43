"""What states are called in front of people."""

from depesha.api.i18n import N_, _
from depesha.domain.states import MailingState, State

_STATES: dict[State, str] = {
    State.QUEUED: N_("Queued"),
    State.SENDING: N_("Sending"),
    State.RESERVED: N_("In reserve"),
    State.WAITING: N_("Waiting"),
    State.ACCEPTED: N_("Sent"),
    State.DELIVERED: N_("Delivered"),
    State.READ: N_("Read"),
    State.FAILED: N_("Not sent"),
    State.BOUNCED: N_("Came back"),
    State.EXPIRED: N_("Expired"),
    State.UNKNOWN: N_("Unknown"),
    State.SKIPPED: N_("Skipped"),
    State.CANCELLED: N_("Cancelled"),
    State.SPARED: N_("Not needed"),
}
_MAILINGS: dict[MailingState, str] = {
    MailingState.DRAFT: N_("Draft"),
    MailingState.RUNNING: N_("Running"),
    MailingState.PAUSED: N_("Paused"),
    MailingState.HELD: N_("Waits for you"),
    MailingState.STOPPED: N_("Stopped"),
    MailingState.DONE: N_("Done"),
}
DOCUMENT_TYPES = {
    "order": N_("Customer orders"),
    "invoice_out": N_("Outgoing invoices"),
    "invoice_in": N_("Incoming invoices"),
    "return": N_("Returns from customers"),
    "payment": N_("Payments"),
    "vin": N_("VIN requests"),
}
"""The journals of documents that every office has."""

_WHY: dict[str, str] = {
    "restored": N_("This database was copied or restored; nothing is sent from it by itself."),
    "late_start": N_("The planned start was missed."),
}


def state_title(state: State) -> str:
    """A delivery's state."""
    return _(_STATES[state])


def mailing_title(state: str) -> str:
    """A mailing's state."""
    return _(_MAILINGS[MailingState(state)])


def why_text(why: str) -> str:
    """Why the program itself stopped a mailing, where that is no reason of an account."""
    return _(_WHY.get(why, ""))


def total_title(name: str) -> str:
    """One of the nine totals."""
    return state_title(State(name))
