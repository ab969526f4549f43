from pathlib import Path

import pytest

import depesha_smpp
from depesha.api import AccountBroken, NotNow, Reason, Refused, Scope
from depesha_smpp.statuses import STATUSES, error


@pytest.mark.parametrize("code", STATUSES)
def test_each_is_told_by_its_name(code):
    found = error(code)
    assert type(found) is STATUSES[code].kind
    assert STATUSES[code].name in found.answer


def test_too_fast_holds_up_the_account():
    found = error(0x58)
    assert isinstance(found, NotNow)
    assert (found.reason, found.scope) == (Reason.THROTTLED, Scope.ACCOUNT)


def test_codes_of_the_smscs_own_are_a_no():
    found = error(0x4FF)
    assert isinstance(found, Refused)
    assert found.answer == "0x000004FF"
    assert isinstance(error(0x0E), AccountBroken)


def test_the_readme_has_the_table():
    text = (Path(depesha_smpp.__file__).parent / "README.md").read_text(encoding="utf-8")
    for code, status in STATUSES.items():
        assert (
            f"| 0x{code:02X} | `{status.name}` | {status.kind.__name__}: {status.reason} |" in text
        )
