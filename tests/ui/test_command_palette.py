"""Typing a part of a name finds a command."""

from depesha.ui.command_palette import CommandPalette, matching
from depesha.ui.commands import Command
from depesha.ui.theme import Theme


def commands(ran: list[str]) -> list[Command]:
    return [
        Command("mail", "Отправить email", lambda: ran.append("mail"), "mail", "Ctrl+Shift+E"),
        Command("sms", "Отправить сообщение", lambda: ran.append("sms")),
        Command("dark", "Тёмные цвета", lambda: ran.append("dark")),
        Command("no", "Отправить никогда", lambda: ran.append("no"), enabled=lambda: False),
    ]


def test_words_in_any_order_and_case_and_with_e_for_yo() -> None:
    found = matching(commands([]), "ЦВЕТА темн")
    assert [one.id for one in found] == ["dark"]
    assert [one.id for one in matching(commands([]), "отпр")] == ["mail", "sms"]
    assert matching(commands([]), "ничего такого") == []


def test_those_that_begin_so_come_first() -> None:
    titles = ["Send mail", "Mail settings"]
    found = matching([Command(title, title, lambda: None) for title in titles], "mail")
    assert [one.id for one in found] == ["Mail settings", "Send mail"]


def test_down_and_enter_run_the_marked_command_after_the_palette_is_gone(tk_root, driver) -> None:
    ran: list[str] = []
    palette = CommandPalette(tk_root, Theme(tk_root, "light"), commands(ran))
    palette.open(palette.entry)
    driver.focus(palette.entry)
    driver.keys("Down", "Return")
    driver.until(lambda: ran)
    assert ran == ["sms"]
    assert not palette.winfo_exists()
