"""Checks that texts stay texts: nothing that a field says changes who gets what."""

from pathlib import Path
from typing import Any

import pytest

from depesha.api import Attachment, Context, Picture, Refused, Style
from depesha.testing.contract_base import ContractBase

EVIL = (
    "x\r\nBcc: victim@example.org\r\nX-Injected: 1\r\n\r\nbody",
    "x\nTo: victim@example.org\n.\nRCPT TO:<victim@example.org>",
    "x\x00y",
    'x"&to=79990000000&chat_id=1#\\"}],"chat_id":"1',
)
_TEXTS = ("name", "subject", "text", "html")
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cf"
    "c0000003010100c9fe92ef0000000049454e44ae426082"
)
"""A PNG of one red point."""


class InjectionChecks(ContractBase):
    """Line ends, NUL and the separators of common protocols in every text of a message."""

    @pytest.mark.parametrize("evil", EVIL)
    @pytest.mark.parametrize("field", [*_TEXTS, "attachment name", "picture cid"])
    def test_texts_do_not_become_structure(
        self, provider: Any, account: Any, context: Context, tmp_path: Path, field: str, evil: str
    ) -> None:
        """Delivered to the one address with the structure of any other message, or refused
        (Refused, ValueError); never an extra recipient, header or parameter."""
        if field == "html" and self.channel.style is Style.TEXT:
            pytest.skip("the channel takes no HTML")
        if field not in _TEXTS and self.channel.style is Style.TEXT:
            pytest.skip("the channel carries no files")
        plain = self.message(**_changes(field, "plain", tmp_path))
        attack = self.message(**_changes(field, evil, tmp_path))
        with self.open(account, context) as session:
            session.send(plain)
        wanted = [self.structure(one) for one in self.arrived(provider)]
        outcome = self.attempt(account, context, attack)
        assert outcome.receipt is not None or isinstance(outcome.error, Refused | ValueError), (
            f"{field}: neither delivered nor refused: {outcome.error!r}"
        )
        got = [self.structure(one) for one in self.arrived(provider)]
        assert len(got) == (1 if outcome.receipt is None else 2), f"{len(got)} messages arrived"
        assert got[1:] in ([], wanted), f"{field} changed the message: {got[1:]} from {wanted}"


def _changes(field: str, value: str, folder: Path) -> dict[str, Any]:
    if field == "attachment name":
        path = folder / "attached.txt"
        path.write_bytes(b"content")
        return {"attachments": (Attachment(value, "text/plain", path),)}
    if field == "picture cid":
        return {"pictures": (Picture(value, "image/png", _PIXEL),)}
    return {field: value}
