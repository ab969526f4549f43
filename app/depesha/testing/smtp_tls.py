"""Certificates of a played provider: one authority per process, good and bad leaves of it."""

import ssl
from datetime import UTC, datetime
from functools import cache
from typing import Literal

import trustme

Certificate = Literal["good", "expired", "other_name"]


@cache
def authority() -> trustme.CA:
    """Who signs all certificates of this process."""
    return trustme.CA()


def server_context(host: str, certificate: Certificate) -> ssl.SSLContext:
    """What the server shows its clients."""
    expiry = datetime(2020, 1, 1, tzinfo=UTC) if certificate == "expired" else None
    name = "elsewhere.example" if certificate == "other_name" else host
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(name, not_after=expiry).configure_cert(context)
    return context
