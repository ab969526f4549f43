"""Why a person was not reached: the closed list that plugins, ledger and journal agree on.

A plugin picks the member that fits and adds the server's own words; titles and cures for people
are in `depesha.domain.reasons`.
"""

from enum import StrEnum


class Reason(StrEnum):
    """One word for the ledger. New members need a title, a cure and both languages."""

    # Seen before anything is sent (the pre-flight sheet).
    NO_ADDRESS = "no_address"
    BAD_ADDRESS = "bad_address"
    DUPLICATE_ADDRESS = "duplicate_address"
    OPTED_OUT = "opted_out"
    SUPPRESSED = "suppressed"
    BLOCKED_CONTACT = "blocked_contact"
    NOT_SUBSCRIBED = "not_subscribed"
    EMPTY_VALUE = "empty_value"
    MISSING_ATTACHMENT = "missing_attachment"
    DAILY_LIMIT = "daily_limit"
    TOO_MANY_PARTS = "too_many_parts"
    BAD_TEMPLATE = "bad_template"
    OTHER_CHANNEL = "other_channel"
    """Of a chain: the person gets it by the channel before."""

    # Not needed any more.
    REACHED = "reached"
    """Of a chain: another channel has reached the person."""

    # This person, this way: no.
    ADDRESS_REJECTED = "address_rejected"
    MAILBOX_FULL = "mailbox_full"
    BLOCKED_BY_RECIPIENT = "blocked_by_recipient"
    POLICY = "policy"
    SPAM = "spam"
    CONTENT = "content"
    TOO_LARGE = "too_large"
    UNREACHABLE = "unreachable"
    EXPIRED = "expired"
    REFUSED = "refused"

    # Not now.
    THROTTLED = "throttled"
    GREYLISTED = "greylisted"
    TIMEOUT = "timeout"
    CONNECTION = "connection"
    PROVIDER_ERROR = "provider_error"

    # The account.
    LOGIN = "login"
    NO_MONEY = "no_money"
    QUOTA = "quota"
    SENDER_REJECTED = "sender_rejected"
    TLS = "tls"
    CONFIGURATION = "configuration"
    NOT_THE_PROVIDER = "not_the_provider"

    # We do not know.
    LOST_ANSWER = "lost_answer"
    INTERRUPTED = "interrupted"
    NEVER_ARRIVED = "never_arrived"
    """The provider, asked later, has never heard of it."""

    # The user's own decision.
    STOPPED = "stopped"
