"""Commands are found by menu and by keys, the front's before the window's own."""

from depesha.ui.commands import Command, Commands, flat


def command(name: str, **more) -> Command:
    return Command(name, name.title(), lambda: None, **more)


def test_the_view_in_front_comes_first() -> None:
    commands = Commands()
    commands.set_own([command("own", shortcut="Ctrl+F")])
    commands.set_front([command("front", shortcut="Ctrl+F")])
    assert [one.id for one in commands.all()] == ["front", "own"]
    assert commands.by_shortcut("ctrl+f").id == "front"
    commands.set_front([])
    assert commands.by_shortcut("Ctrl+F").id == "own"


def test_what_cannot_be_done_now_has_no_keys() -> None:
    commands = Commands()
    commands.set_own([command("save", shortcut="Ctrl+S", enabled=lambda: False)])
    assert commands.by_shortcut("Ctrl+S") is None


def test_a_drop_down_is_not_a_command_itself_but_its_children_are() -> None:
    tree = [command("menu", children=(command("a"), command("b", children=(command("c"),))))]
    assert [one.id for one in flat(tree)] == ["a", "c"]


def test_watchers_hear_of_changes_and_menus_hold_what_names_them() -> None:
    commands, heard = Commands(), []
    commands.watch(lambda: heard.append(len(list(commands.all()))))
    commands.set_own([command("quit", menu="file"), command("other")])
    assert heard == [0, 2]
    assert [one.id for one in commands.in_menu("file")] == ["quit"]
