"""Buttons do what their commands do, and are grey where those cannot be done."""

from depesha.ui.commands import Command
from depesha.ui.theme import Theme
from depesha.ui.toolbar import Toolbar


def test_buttons_run_and_grey_out(tk_root, driver) -> None:
    ran, able = [], [True]
    commands = [
        Command("go", "Go", lambda: ran.append("go"), "send", "F5", accent=True),
        Command("maybe", "Maybe", lambda: ran.append("maybe"), "x", enabled=lambda: able[0]),
        Command("drop", "Drop", lambda: None, "phone",
                children=(Command("below", "Below", lambda: ran.append("below")),)),
    ]  # fmt: skip
    bar = Toolbar(tk_root, Theme(tk_root, "light"), commands)
    bar.pack(fill="x")
    driver.live()
    driver.click(bar.button("go"))
    driver.until(lambda: ran == ["go"])
    able[0] = False
    bar.refresh()
    assert bar.button("maybe").instate(["disabled"])
    driver.click(bar.button("drop"))
    driver.keys("Down", "Return")
    driver.until(lambda: ran == ["go", "below"])


def test_a_drop_down_without_anything_to_do_is_grey(tk_root) -> None:
    below = Command("below", "Below", lambda: None, enabled=lambda: False)
    drop = Command("drop", "Drop", lambda: None, children=(below,))
    bar = Toolbar(tk_root, Theme(tk_root, "dark"), [drop])
    assert bar.button("drop").instate(["disabled"])


def test_what_does_not_fit_waits_in_a_menu(tk_root, driver) -> None:
    ran = []
    tk_root.geometry("1200x300")
    commands = [
        Command(f"c{number}", f"Command {number}", lambda number=number: ran.append(number), "x")
        for number in range(8)
    ]
    bar = Toolbar(tk_root, Theme(tk_root, "light"), commands)
    bar.pack(fill="x")
    driver.until(lambda: len(bar._waiting) == 0 and bar.button("c7").winfo_ismapped())
    tk_root.geometry("400x300")
    driver.until(lambda: bar._waiting and bar._more.winfo_ismapped())
    assert not bar.button("c7").winfo_ismapped()
    driver.click(bar._more)
    driver.keys("Down", "Return")
    driver.until(lambda: ran == [int(bar._waiting[0].id[1:])])
    tk_root.geometry("1100x300")
    driver.until(lambda: not bar._waiting)


def test_other_commands_take_the_place_of_those_before(tk_root, driver) -> None:
    theme = Theme(tk_root, "light")
    bar = Toolbar(tk_root, theme, [Command("old", "Old", lambda: None, "x")])
    bar.pack(fill="x")
    bar.show([Command("new", "New", lambda: None, "plus", enabled=lambda: False)])
    driver.until(lambda: bar.button("new").winfo_ismapped())
    assert bar.button("new").instate(["disabled"])
    assert [str(one["text"]) for one in bar.winfo_children() if str(one["text"])] == ["New"]
    theme.use("dark", 100)  # nothing of what is gone is painted
