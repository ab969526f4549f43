"""One connection: what aiosmtpd alone would do otherwise."""

import base64
import smtplib
import time

import pytest

from depesha.testing.smtp import Features, SmtpProvider


def _client(provider: SmtpProvider) -> smtplib.SMTP:
    client = smtplib.SMTP(provider.host, provider.port, "me", timeout=30)
    client.ehlo()
    return client


def test_large_letters_are_read_in_large_bites() -> None:
    """Line by line, 2 kB ahead at most, 20 MB would take half a minute; the throughput tests stand
    on this."""
    letter = b"a: b\r\n\r\n" + (b"x" * 76 + b"\r\n") * 260_000
    features = Features(tls="none", size=1 << 26)
    with SmtpProvider(features, keep=False) as provider, _client(provider) as client:
        began = time.monotonic()
        client.sendmail("a@b.ru", ["c@d.ru"], letter)
        assert time.monotonic() - began < 10


@pytest.mark.parametrize(
    ("mechanism", "words"), [("PLAIN", ["\0офис\0пароль"]), ("LOGIN", ["офис", "пароль"])]
)
def test_logins_may_have_any_letters(mechanism: str, words: list[str]) -> None:
    features = Features(tls="none", login="офис", password="пароль", mechanisms=(mechanism,))
    with SmtpProvider(features) as provider, _client(provider) as client:
        assert client.esmtp_features["auth"].split() == [mechanism]
        code, _said = client.docmd("AUTH", mechanism)
        for word in words:
            assert code == 334
            code, _said = client.docmd(base64.b64encode(word.encode()).decode())
        assert code == 235


def test_an_unknown_mechanism_is_refused() -> None:
    provider = SmtpProvider(tls="none", login="office", password="x")
    with provider, _client(provider) as client:
        assert client.docmd("AUTH", "CRAM-MD5")[0] == 504
