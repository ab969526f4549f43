"""The tables of outcomes in the plugin's README are those of the code."""

import re
from pathlib import Path

import depesha_sms
from depesha_sms import answers
from depesha_sms.gateways import android, exolve, gammu, smsaero, smsc, smsru, twilio, vonage
from depesha_sms.verdicts import UNKNOWN_CODE, UNKNOWN_STATUS, Told, Verdict

README = Path(depesha_sms.__file__).with_name("README.md")
VERDICTS = {
    "HTTP": [*answers.AT_ONCE.items(), *answers.WITHOUT_ENVELOPE.items()],
    "SMSC.ru": smsc.CODES.items(),
    "SMS.ru": smsru.CODES.items(),
    "SMS Aero": [*smsaero.FIELDS.items(), *smsaero.WORDS],
    "MTS Exolve": exolve.WORDS,
    "Twilio": twilio.CODES.items(),
    "Vonage": vonage.CODES.items(),
    "Android phone": [*android.WORDS, ("queue", android.QUEUE_FULL)],
    "All": [("else", UNKNOWN_CODE)],
}
FATES = {
    "SMSC.ru": smsc.STATUSES.items(),
    "SMS.ru": smsru.STATUSES.items(),
    "SMS Aero": smsaero.STATUSES.items(),
    "MTS Exolve": exolve.STATUSES.items(),
    "Twilio": [
        *twilio.STATUSES.items(),
        *twilio.FAILURES.items(),
        ("20404", twilio.NOT_FOUND),
    ],
    "Android phone": [
        *android.STATUSES.items(),
        ("Failed", android.EXPIRED),
        ("404", android.NOT_FOUND),
    ],
    "Gammu SMSD": [*gammu.STATUSES.items(), ("none", gammu.NOT_FOUND)],
    "All": [("else", UNKNOWN_STATUS)],
}


def line_of(service: str, code: object, one: Verdict | Told) -> str:
    if isinstance(one, Told):
        outcome = str(one.fate)
    else:
        outcome = one.kind.__name__
        if one.after:
            outcome += f" after {one.after:g} s"
        if one.kind.__name__ == "NotNow":
            outcome += f", {one.scope}"
    reason = str(one.reason or "")
    return f"| {service} | `{code}` | {one.meaning} | {outcome} | {reason} | {one.source} |"


def table(rows: dict[str, list[tuple[object, Verdict | Told]]]) -> str:
    lines = [
        "| service | code, field or word | what the service means | outcome | reason | source |",
        "|---|---|---|---|---|---|",
    ]
    lines += [line_of(service, *row) for service, found in rows.items() for row in found]
    return "\n".join(lines)


def block(name: str) -> str:
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n(.*?)\n<!-- /{name} -->", text, re.DOTALL)
    assert found is not None, f"README.md has no block {name}"
    return found[1]


def test_the_table_of_refusals_is_the_codes():
    assert block("refusals") == table(VERDICTS), f"Put this in:\n{table(VERDICTS)}"


def test_the_table_of_statuses_is_the_codes():
    assert block("statuses") == table(FATES), f"Put this in:\n{table(FATES)}"


def test_every_gateway_has_its_facts():
    text = README.read_text(encoding="utf-8")
    for gateway in depesha_sms.gateways():
        assert f"| `{gateway.id}` |" in text
