"""Checks that secrets stay with the wire: no message, traceback, log or output shows one."""

import base64
import logging
import traceback
from dataclasses import fields
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from depesha.api import Context, Secret, TestsConnection
from depesha.testing.contract_base import ContractBase, closed_port
from depesha.testing.provider import Fault

_CASES = ("success", "test", "wrong login", "nobody listens", *Fault)


class SecrecyChecks(ContractBase):
    """Whatever happens, what happened can be shown to anybody."""

    @pytest.mark.parametrize("case", _CASES)
    def test_no_secret_is_shown(
        self,
        provider: Any,
        account: Any,
        context: Context,
        caplog: pytest.LogCaptureFixture,
        capsys: pytest.CaptureFixture[str],
        case: str,
    ) -> None:
        """No secret of the account, plain, quoted or in base64, in the exception's str, repr,
        attributes and traceback, in the log at DEBUG, in the settings' repr or in the output."""
        used = self._prepare(provider, account, case)
        caplog.set_level(logging.DEBUG)
        shown = [repr(used), str(used)]
        if case == "test":
            with self.open(used, context) as session:
                shown.append(session.test() if isinstance(session, TestsConnection) else "")
        else:
            outcome = self.attempt(used, context, self.message())
            shown.append(repr(outcome.receipt))
            shown.extend(_all_of(outcome.error))
        shown.append(caplog.text)
        shown.extend(repr(vars(record)) for record in caplog.records)
        shown.extend(capsys.readouterr())
        for secret in _secrets(used):
            for form in _disguises(secret):
                told = [text for text in shown if form in text]
                assert not told, f"{case}: a secret is shown: {told[0].replace(form, '████')}"

    def _prepare(self, provider: Any, account: Any, case: str) -> Any:
        if not _secrets(account):
            pytest.skip("the account has no secrets")
        if case == "wrong login":
            return self.wrong_login(account)
        if case == "nobody listens":
            return self.unreachable(account, closed_port())
        if case in {str(fault) for fault in Fault}:
            if Fault(case) not in self.faults:
                pytest.skip(f"the provider cannot play {case}")
            provider.fail(Fault(case))
        return self.impatient(account) if case == Fault.STALL else account


def _secrets(account: Any) -> list[str]:
    values = (getattr(account, field.name) for field in fields(account))
    return [value.reveal() for value in values if isinstance(value, Secret) and value]


def _all_of(error: BaseException | None) -> list[str]:
    """Every text that a log or an error report could make of an exception."""
    if error is None:
        return []
    shown = traceback.format_exception(error)
    chain: BaseException | None = error
    while chain is not None:
        shown += [str(chain), repr(chain), repr(vars(chain)), repr(chain.args)]
        hidden = chain.__suppress_context__
        chain = chain.__cause__ or (None if hidden else chain.__context__)
    return shown


def _disguises(secret: str) -> set[str]:
    """The forms in which a secret travels."""
    forms = {secret, quote(secret, safe=""), quote_plus(secret)}
    raw = secret.encode()
    for shift in range(3):
        # Inside a longer base64 text the first and the last letters depend on the neighbours.
        letters = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        forms.add(letters[4 if shift else 0 : -1 if len(letters) > 8 else None])
    return {form for form in forms if len(form) >= 4}
