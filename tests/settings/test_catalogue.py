"""Keys are derived from the classes; a gateway's own class fits its account."""

import pytest

from depesha.domain.errors import InputError
from depesha.settings.catalogue import Catalogue, accounts, table_at


@pytest.fixture
def catalogue(office) -> Catalogue:
    return Catalogue(office._channels, office._gateways)


def test_all_keys_of_an_empty_file(catalogue: Catalogue) -> None:
    keys = [entry.key for entry in catalogue.everything({})]
    assert len(keys) == len(set(keys))
    assert {
        "office.region",
        "office.secrets",
        "post.mode",
        "post.quiet",
        "post.days",
        "post.main.host",
        "post.main.per_minute",
        "post.main.password",
        "sms.main.gateway",
        "sms.main.price",
    } <= set(keys)
    assert "sms.main.login" not in keys


def test_every_table_is_an_account(catalogue: Catalogue) -> None:
    document = {"post": {"mode": "on", "spare": {}, "отдел-2": {"host": "x"}}}
    assert accounts(document, "post") == ["spare", "отдел-2"]
    keys = {entry.key for entry in catalogue.everything(document)}
    assert {"post.spare.host", "post.отдел-2.host"} <= keys
    assert "post.main.host" not in keys


@pytest.mark.parametrize(
    ("gateway", "key", "secret"),
    [("fast", "login", False), ("fast", "password", True), ("keyed", "api_key", True)],
)
def test_the_gateway_decides_what_its_account_has(
    catalogue: Catalogue, gateway: str, key: str, secret: bool
) -> None:
    document = {"sms": {"main": {"gateway": gateway}}}
    assert catalogue.find(document, f"sms.main.{key}").secret is secret
    other = {"sms": {"main": {"gateway": "keyed" if gateway == "fast" else "fast"}}}
    with pytest.raises(InputError, match="no such setting"):
        catalogue.find(other, f"sms.main.{key}")


@pytest.mark.parametrize("gateway", ["fats", 5, ["fast"]])
def test_an_unknown_gateway_names_the_known(catalogue: Catalogue, gateway: object) -> None:
    document = {"sms": {"main": {"gateway": gateway}}}
    with pytest.raises(InputError, match=r"sms\.main\.gateway: .*Known: fast, keyed"):
        catalogue.account(document, "sms", "main")
    # … and can be mended by its key.
    assert catalogue.find(document, "sms.main.gateway").key == "sms.main.gateway"


def test_an_unknown_channel_names_the_known(catalogue: Catalogue) -> None:
    with pytest.raises(InputError, match=r"“pots”.*Known: post, sms"):
        catalogue.account({}, "pots", "main")


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("office.regoin", "office.region"),
        ("ofice.region", "office.region"),
        ("post.mod", "post.mode"),
        ("pots.main.host", "post.main.host"),
        ("post.main.hots", "post.main.host"),
        ("post.spare.hots", "post.spare.host"),
        ("post.host", "post.main.host"),
        ("post.mode.x", "post.mode"),
        ("post.main.host.x", "post.main.host"),
    ],
)
def test_a_misspelt_key_gets_the_nearest(catalogue: Catalogue, key: str, meant: str) -> None:
    with pytest.raises(InputError, match=r"Did you mean") as caught:
        catalogue.find({}, key)
    assert meant in str(caught.value)
    assert str(caught.value).startswith(f"{key}: ")


@pytest.mark.parametrize("key", ["", ".", "...", "х", "profile_id", "post..host", "post.a b.host"])
def test_no_key_at_all(catalogue: Catalogue, key: str) -> None:
    with pytest.raises(InputError, match="no such setting"):
        catalogue.find({}, key)


@pytest.mark.parametrize("name", ["mode", "quiet", "days"])
def test_no_account_is_called_like_a_setting(catalogue: Catalogue, name: str) -> None:
    with pytest.raises(InputError, match="no such setting"):
        catalogue.find({}, f"post.{name}.host")


def test_a_value_where_a_table_belongs() -> None:
    with pytest.raises(InputError, match=r"post in the settings file must be a table, \[post\]"):
        table_at({"post": 5}, ("post", "main"))
    with pytest.raises(InputError, match=r"\[post\.main\]"):
        table_at({"post": {"main": "x"}}, ("post", "main"))


def test_office_keys_ask_no_plugin(office, catalogue: Catalogue) -> None:
    catalogue.find({}, "office.region")
    assert office.asked == []
