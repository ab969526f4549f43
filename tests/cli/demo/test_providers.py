"""The played providers and the settings that reach them."""

from depesha import bootstrap
from depesha.cli.demo.providers import Providers


def test_settings_fit_the_plugins(profile):
    with Providers() as providers:
        given = providers.settings()
        office = bootstrap.office()
        secrets = ("password", "token")
        office.settings.change({k: v for k, v in given.items() if not k.endswith(secrets)})
        for channel in ("email", "sms", "telegram"):
            assert office.settings.channel(channel).mode == "on"
            assert providers.of(channel).received == []
        folder = providers.write_received(profile / "received")
        assert sorted(path.name for path in folder.iterdir()) == ["email", "sms", "telegram"]


def test_people_write_back(profile):
    with Providers() as providers:
        providers.write_back()
        assert providers._bot.updates.waiting() == 4
