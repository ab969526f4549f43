"""Certificates of played providers."""

import ssl

from cryptography import x509

from depesha.testing.smtp_tls import authority, server_context


def test_one_authority_signs_for_the_whole_process() -> None:
    assert authority() is authority()
    found = x509.load_pem_x509_certificate(authority().cert_pem.bytes())
    assert found.extensions.get_extension_for_class(x509.BasicConstraints).value.ca


def test_contexts_are_for_servers() -> None:
    for kind in ("good", "expired", "other_name"):
        context = server_context("127.0.0.1", kind)  # type: ignore[arg-type]
        assert context.protocol is ssl.PROTOCOL_TLS_SERVER
