"""Texts that become structure are found, and texts that stay texts are left in peace."""

import pytest

from depesha.api import Reason, Receipt, Refused
from depesha.testing import Received
from depesha.testing.contract_injection import EVIL

CHECK = "test_texts_do_not_become_structure"
FIELDS = ["name", "subject", "text", "html", "attachment name", "picture cid"]


def value_of(message, field):
    if field == "attachment name":
        return "".join(one.name for one in message.attachments)
    if field == "picture cid":
        return "".join(one.cid for one in message.pictures)
    return getattr(message, field)


def headers(received):
    return [line.partition(":")[0] for line in received.raw.decode().splitlines()]


def naive(field):
    """A channel that writes one field into a header as it stands."""

    def send(self, message):
        raw = f"To: {message.address}\nX: {value_of(message, field)}"
        self.box.received.append(Received(message.address, message.text, raw=raw.encode()))
        return Receipt()

    return {"send": send}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("evil", EVIL)
def test_an_honest_channel_passes(judge, field, evil):
    judge(CHECK, field=field, evil=evil)


@pytest.mark.parametrize("field", FIELDS)
def test_a_header_more_is_found_in_every_field(judge, found, field):
    with found(f"{field} changed the message"):
        judge(
            CHECK,
            field=field,
            evil=EVIL[0],
            session=naive(field),
            contract={"structure": lambda self, received: headers(received)},
        )


def test_a_recipient_more_is_found(judge, found):
    def send(self, message):
        for _ in range(1 + message.text.count("&to=")):
            self.box.take(message)
        return Receipt()

    with found("3 messages arrived"):
        judge(CHECK, field="text", evil=EVIL[3], session={"send": send})


def refusing(error):
    def send(self, message):
        if "\0" in message.subject:
            raise error
        self.box.take(message)
        return Receipt()

    return {"send": send}


def test_refusing_is_an_answer_and_crashing_is_none(judge, found):
    judge(CHECK, field="subject", evil="\0", session=refusing(Refused(Reason.CONTENT)))
    judge(CHECK, field="subject", evil="\0", session=refusing(ValueError("NUL")))
    with found("neither delivered nor refused"):
        judge(CHECK, field="subject", evil="\0", session=refusing(TypeError("NUL")))
