"""What each reason is called, and what a person can do about it."""

from depesha.api.i18n import N_, _
from depesha.api.reasons import Reason

_WORDS: dict[str, tuple[str, str]] = {
    Reason.NO_ADDRESS: (N_("No address"), N_("Fill in the address in the contact's card.")),
    Reason.BAD_ADDRESS: (N_("Wrong address"), N_("Correct the address in the contact's card.")),
    Reason.DUPLICATE_ADDRESS: (
        N_("Same address as another recipient"),
        N_("One message per address goes out; join the cards if this is one person."),
    ),
    Reason.OPTED_OUT: (N_("Opted out"), N_("The person asked not to be written to this way.")),
    Reason.SUPPRESSED: (
        N_("Address on the do-not-send list"),
        N_("Earlier messages came back. Check the address, then take it off the list."),
    ),
    Reason.BLOCKED_CONTACT: (
        N_("Contact is blocked"),
        N_("Lift the block in the contact's card if you want to write to him."),
    ),
    Reason.NOT_SUBSCRIBED: (
        N_("Has not started the bot"),
        N_("Send the invitation with the bot's link, or use another channel."),
    ),
    Reason.EMPTY_VALUE: (
        N_("Empty macro"),
        N_("Fill in the field, or give the macro a fallback: {CLIENT.NAME|client}."),
    ),
    Reason.MISSING_ATTACHMENT: (
        N_("Attachment not found"),
        N_("Put the file where the message looks for it, or change the path."),
    ),
    Reason.DAILY_LIMIT: (N_("Over the daily limit"), N_("The rest goes when the limit allows.")),
    Reason.TOO_MANY_PARTS: (N_("Too many SMS parts"), N_("Shorten the text.")),
    Reason.BAD_TEMPLATE: (
        N_("The text cannot be filled in for this recipient"),
        N_("Correct the template."),
    ),
    Reason.OTHER_CHANNEL: (
        N_("Gets it by another channel"),
        N_("One message per person goes out."),
    ),
    Reason.REACHED: (
        N_("Reached by another channel"),
        N_("Nothing need be done: this message was kept in reserve."),
    ),
    Reason.ADDRESS_REJECTED: (
        N_("The address does not exist"),
        N_("Check the address with the person."),
    ),
    Reason.MAILBOX_FULL: (N_("Mailbox is full"), N_("Try later or by another channel.")),
    Reason.BLOCKED_BY_RECIPIENT: (
        N_("Blocked by the recipient"),
        N_("Use another channel."),
    ),
    Reason.POLICY: (
        N_("Refused by the provider's rules"),
        N_("Read the server's answer; ask the provider if it is not clear."),
    ),
    Reason.SPAM: (
        N_("Taken for spam"),
        N_("Change the text, send less at once, ask the provider to unblock the sender."),
    ),
    Reason.CONTENT: (N_("Content refused"), N_("Change the text or the pictures.")),
    Reason.TOO_LARGE: (N_("Message too large"), N_("Make pictures and attachments smaller.")),
    Reason.UNREACHABLE: (N_("Recipient cannot be reached"), N_("Try later.")),
    Reason.EXPIRED: (N_("Not delivered in time"), N_("Try later or by another channel.")),
    Reason.REFUSED: (N_("Refused by the provider"), N_("Read the server's answer.")),
    Reason.THROTTLED: (N_("Too fast for the provider"), N_("Goes on by itself; lower the limits.")),
    Reason.GREYLISTED: (N_("The server asks to try later"), N_("Goes on by itself.")),
    Reason.TIMEOUT: (N_("The server did not answer in time"), N_("Goes on by itself.")),
    Reason.CONNECTION: (
        N_("No connection to the server"),
        N_("Check the internet connection and the server's address; goes on by itself."),
    ),
    Reason.PROVIDER_ERROR: (N_("Fault at the provider"), N_("Goes on by itself.")),
    Reason.LOGIN: (
        N_("Login refused"),
        N_("Check login and password; many providers want an app password."),
    ),
    Reason.NO_MONEY: (N_("No money on the account"), N_("Top up the account, then resume.")),
    Reason.QUOTA: (
        N_("The provider's limit is used up"),
        N_("Wait until the provider lifts it, then resume; lower the limits in the settings."),
    ),
    Reason.SENDER_REJECTED: (
        N_("Sender refused"),
        N_("Use a sender address or name that belongs to the account."),
    ),
    Reason.TLS: (
        N_("No safe connection"),
        N_("Check server, port and security; the certificate must be valid."),
    ),
    Reason.CONFIGURATION: (N_("Wrong settings"), N_("Correct the account's settings.")),
    Reason.NOT_THE_PROVIDER: (
        N_("Somebody else answers instead of the provider"),
        N_("Check the address; a guest network may ask you to log in first."),
    ),
    Reason.LOST_ANSWER: (
        N_("Handed over, but the answer was lost"),
        N_("It may have arrived. Ask the person or the provider before sending again."),
    ),
    Reason.INTERRUPTED: (
        N_("The program was interrupted while sending"),
        N_("It may have arrived. Ask the person or the provider before sending again."),
    ),
    Reason.NEVER_ARRIVED: (
        N_("The provider never got the message"),
        N_("Send again to those not reached."),
    ),
    Reason.STOPPED: (N_("Stopped by the user"), N_("Send again to those not reached.")),
}


def title(reason: Reason | str) -> str:
    """What the reason is called, in the user's language; an unknown word stays as it is."""
    words = _WORDS.get(reason)
    return _(words[0]) if words else str(reason)


def cure(reason: Reason | str) -> str:
    """One sentence on what to do; empty for an unknown reason."""
    words = _WORDS.get(reason)
    return _(words[1]) if words else ""
