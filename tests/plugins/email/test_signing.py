"""Signatures that another implementation's verification accepts, and what breaks them."""

import base64
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from depesha.api import AccountBroken, Message, Reason, Secret
from depesha.testing.smtp import SmtpProvider
from depesha_email.account import EmailAccount
from depesha_email.cures import CURES
from depesha_email.letter import Composer
from depesha_email.signing import Signer, signer

Make = Callable[..., Any]


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


@pytest.fixture
def account(tmp_path: Path, key: rsa.RSAPrivateKey) -> EmailAccount:
    path = tmp_path / "dkim.pem"
    path.write_bytes(_pem(key))
    return EmailAccount(
        sender="office@firma.example",
        sender_name="ООО «Ромашка»",
        unsubscribe="stop@firma.example",
        unsubscribe_key=Secret("k"),
        unsubscribe_url="https://firma.example/stop?{token}",
        dkim_key=str(path),
        dkim_selector="mail",
    )


def _pem(key: Any, kind: Any = serialization.PrivateFormat.TraditionalOpenSSL) -> bytes:
    return key.private_bytes(  # type: ignore[no-any-return]
        serialization.Encoding.PEM, kind, serialization.NoEncryption()
    )


def _is_good(raw: bytes, key: rsa.RSAPrivateKey) -> bool:
    def dns(name: bytes, **_more: object) -> bytes | None:
        public = key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        if name != b"mail._domainkey.firma.example.":
            return None
        return b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)

    return bool(dkim.verify(raw, dnsfunc=dns))


def test_a_signed_letter_is_believed_until_it_is_changed(
    account: EmailAccount, key: rsa.RSAPrivateKey, a_message: Make
) -> None:
    letter = Signer(account).sign(Composer(account).letter(a_message()))
    raw = letter.content()
    assert len(raw) == letter.size
    assert _is_good(raw, key)
    signed = raw.partition(b"h=")[2].partition(b";")[0]
    for name in (b"list-unsubscribe", b"list-unsubscribe-post", b"from", b"subject"):
        assert name in signed
    for change in ((b"Reply-To", b"X-Other"), (b"unsubscribe-k-1", b"unsubscribe-k-2"),
                   (b"=?UTF-8?B?", b"=?UTF-8?B?0"), (b"\r\n\r\n", b"\r\n\r\nx")):  # fmt: skip
        changed = raw.replace(*change)
        assert changed == raw or not _is_good(changed, key)


def test_letters_leave_signed(
    account: EmailAccount,
    key: rsa.RSAPrivateKey,
    session_at: Make,
    provided: Make,
    a_message: Callable[..., Message],
) -> None:
    provider: SmtpProvider = provided()
    chosen = {"dkim_key": account.dkim_key, "dkim_selector": "mail"}
    with session_at(provider, sender="office@firma.example", **chosen) as session:
        session.send(a_message())
        session.send(a_message(key="k-2", text=".\n..\nFrom me\n"))
    assert [_is_good(letter.raw, key) for letter in provider.received] == [True, True]


def test_keys_of_other_shapes(
    account: EmailAccount, key: rsa.RSAPrivateKey, a_message: Make, tmp_path: Path
) -> None:
    path = Path(account.dkim_key)
    path.write_bytes(_pem(key, serialization.PrivateFormat.PKCS8))
    letter = Composer(account).letter(a_message())
    assert _is_good(Signer(account).sign(letter).content(), key)
    other = ed25519.Ed25519PrivateKey.generate()
    for bad in (b"", b"no key", _pem(other, serialization.PrivateFormat.PKCS8), b"\xff\xfe"):
        path.write_bytes(bad)
        with pytest.raises(AccountBroken) as caught:
            Signer(account)
        assert (caught.value.reason, caught.value.cure) == (
            Reason.CONFIGURATION,
            CURES["dkim_key"],
        )
        assert caught.value.__context__ is None or not bad
    path.unlink()
    with pytest.raises(AccountBroken, match=path.name):
        Signer(account)


def test_who_signs_at_all(account: EmailAccount) -> None:
    assert signer(replace(account, dkim_key="", dkim_selector="")) is None
    assert signer(account) is not None
    for half in ({"dkim_key": ""}, {"dkim_selector": ""}):
        with pytest.raises(AccountBroken):
            signer(replace(account, **half))  # type: ignore[arg-type]


def test_without_the_extra_it_is_told(
    account: EmailAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "dkim", None)
    with pytest.raises(AccountBroken) as caught:
        signer(account)
    assert caught.value.cure == CURES["dkim_missing"]


def test_nobody_else_pays_for_it() -> None:
    code = "import depesha_email.session, sys; print('dkim' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"
