"""The one place that makes HTTP clients.

They trust what the operating system trusts (office roots, national roots), never fetch by
themselves, and never log: provider URLs may carry tokens.
"""

import logging
import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

MAX_ANSWER = 2_000_000
"""Bytes of an answer that are read at most; no provider's API needs more."""


def client(
    *,
    base_url: str = "",
    proxy: str = "",
    timeout: float = 30.0,
    headers: dict[str, str] | None = None,
    ca_file: str = "",
) -> "httpx.Client":
    """A client for one session. `timeout` is in seconds and applies to each phase of a request.
    `ca_file` names the authority (PEM) of a server of the office's own, trusted in place of the
    system's; OSError where it cannot be read."""
    import httpx
    import truststore

    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return httpx.Client(
        base_url=base_url,
        proxy=proxy or None,
        timeout=timeout,
        headers=headers,
        verify=ssl.create_default_context(cafile=ca_file)
        if ca_file
        else truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        trust_env=False,
        follow_redirects=False,
    )
