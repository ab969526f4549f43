"""*Contact* offers every channel there is, for whoever is chosen."""

from depesha.delivery.selection import Selection
from depesha.ui.commands import flat
from depesha.ui.contact_menu import contact_command


def ids(command) -> list[str]:
    return [one.id for one in flat([command])]


def test_there_is_a_command_for_every_channel(app) -> None:
    command = contact_command(app.services, Selection, lambda: True)
    assert {"contact.write.email", "contact.write.sms", "contact.write.telegram"} <= set(
        ids(command)
    )
    titles = {one.id: one.title for one in flat([command])}
    assert titles["contact.write.email"] == "Send email"


def test_with_nobody_chosen_nothing_can_be_done(app) -> None:
    command = contact_command(app.services, Selection, lambda: False)
    assert not any(one.enabled() for one in flat([command]))
