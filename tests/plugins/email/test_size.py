"""Whether a letter fits through the provider."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from depesha.api import Attachment, Picture, Reason
from depesha_email import presets
from depesha_email.account import EmailAccount
from depesha_email.letter import Composer
from depesha_email.size import too_large

GMAIL = EmailAccount(provider="gmail", sender="a@gmail.com")


@pytest.fixture
def large(tmp_path: Path) -> Attachment:
    path = tmp_path / "price.pdf"
    with path.open("wb") as file:
        file.truncate(19_000_000)  # 26 MB in base64
    return Attachment("price.pdf", "application/pdf", path)


def test_a_letter_over_the_limit_is_found(a_message: Callable[..., Any], large: Attachment) -> None:
    finding = too_large(a_message(attachments=(large,)), GMAIL)
    assert finding is not None
    assert finding.reason is Reason.TOO_LARGE
    assert finding.detail == "The letter has 26.0 MB, Gmail takes 25.0 MB."


def test_without_a_known_limit_nothing_is_found(
    a_message: Callable[..., Any], large: Attachment
) -> None:
    assert too_large(a_message(), GMAIL) is None
    assert too_large(a_message(attachments=(large,)), EmailAccount(host="x")) is None
    assert too_large(a_message(attachments=(large,)), EmailAccount(provider="yandex")) is None


def test_a_missing_file_is_somebody_elses_finding(a_message: Callable[..., Any]) -> None:
    gone = Attachment("a", "a/b", Path("/nowhere/at/all"))
    assert too_large(a_message(attachments=(gone,)), GMAIL) is None


def test_the_estimate_is_never_below_the_truth(
    a_message: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x"
    path.write_bytes(bytes(100_000))
    message = a_message(
        text="Привет\n" * 500,
        html="<p>Привет</p>" * 500,
        pictures=(Picture("a", "image/png", bytes(50_000)),),
        attachments=(Attachment("x", "a/b", path),),
    )
    truth = Composer(GMAIL).letter(message).size
    tight = presets.Preset(
        id="t",
        title="T",
        host="h",
        port=465,
        security="tls",
        password="mailbox",
        max_size=truth - 1,
        source="[K]",
    )
    monkeypatch.setattr(presets, "find", lambda _id: tight)
    assert too_large(message, GMAIL) is not None
