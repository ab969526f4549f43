"""The URL of a service: the recipient's place, and everything in it that must not be shown."""

import pytest

from depesha.api import AccountBroken, Reason, Secret
from depesha_apprise.service import Service, unknown


def service(url):
    return Service(Secret(url))


def test_the_recipient_is_quoted_into_its_place():
    found = service(" ntfys://user:pa55word@host/{address}?priority=high ")
    assert found.schema == "ntfys"
    assert found.to("#room:a.org") == "ntfys://user:pa55word@host/%23room%3Aa.org?priority=high"
    assert found.to("") == "ntfys://user:pa55word@host/?priority=high"


@pytest.mark.parametrize("url", ["", "ntfys", "host/{address}", "://{address}", "1a://{address}"])
def test_what_is_no_url(url):
    with pytest.raises(AccountBroken) as caught:
        service(url)
    assert caught.value.reason is Reason.CONFIGURATION
    assert "looks like ntfys://" in caught.value.cure


def test_a_url_for_one_recipient_only():
    with pytest.raises(AccountBroken) as caught:
        service("ntfys://user:pa55word@host/ivan")
    assert "{address}" in caught.value.cure
    assert "pa55word" not in str(caught.value) + repr(vars(caught.value))
    assert "documentation" in unknown().cure


@pytest.mark.parametrize(
    "shown",
    [
        "Failed to send to https://host.example:8443/tokenA/tokenB",
        "user=someuser password=p%40ss/word or p@ss/word",
        "key secretvalue in the query",
    ],
)
def test_no_part_of_it_is_shown(shown):
    found = service(
        "slack://someuser:p%40ss%2Fword@host.example:8443/tokenA/tokenB/{address}?key=secretvalue"
    )
    words = found.masked(shown)
    for secret in ("someuser", "p%40ss", "p@ss", "tokenA", "tokenB", "secretvalue", "host.example"):
        assert secret not in words
    assert "•••" in words


def test_words_come_in_one_short_line():
    assert len(service("ntfy://h/{address}").masked("a\nb " * 900)) == 300
