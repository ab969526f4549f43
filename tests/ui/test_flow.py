"""What does not fit into a line stands in the next one, whole."""

from tkinter import ttk

from depesha.ui.commands import Command
from depesha.ui.flow import Flow, lines
from depesha.ui.theme import Theme
from depesha.ui.toolbar import ENOUGH, Toolbar

GAP = 8


def test_lines_are_filled_from_the_first_on() -> None:
    assert lines([100, 100, 100], GAP, 320) == [3]
    assert lines([100, 100, 100], GAP, 315) == [2, 1]
    assert lines([500, 100], GAP, 300) == [1, 1], "what is too wide has a line of its own"
    assert lines([], GAP, 300) == []


def test_even_lines_hold_about_as_many() -> None:
    assert lines([100] * 6, GAP, 560) == [5, 1]
    assert lines([100] * 6, GAP, 560, even=True) == [3, 3]


def test_it_wants_to_be_one_line_and_breaks_where_there_is_no_room(tk_root, driver) -> None:
    row, buttons = row_of(tk_root, "One button", "Another button", "The last button")
    driver.until(buttons[2].winfo_ismapped)
    assert len({button.winfo_rooty() for button in buttons}) == 1
    tk_root.geometry(f"{row.winfo_reqwidth() - 30}x300")
    driver.until(lambda: buttons[2].winfo_rooty() > buttons[0].winfo_rooty())
    assert buttons[1].winfo_rooty() == buttons[0].winfo_rooty()
    assert all(button.winfo_width() >= button.winfo_reqwidth() for button in buttons)
    tk_root.geometry("900x300")
    driver.until(lambda: buttons[2].winfo_rooty() == buttons[0].winfo_rooty())


def test_a_longer_text_breaks_the_line_too(tk_root, driver) -> None:
    row, buttons = row_of(tk_root, "One button", "Another button")
    tk_root.geometry(f"{row.winfo_reqwidth() + 20}x300")
    driver.until(buttons[1].winfo_ismapped)
    buttons[0].configure(text="One button with more words")
    driver.until(lambda: buttons[1].winfo_rooty() > buttons[0].winfo_rooty())


def test_what_is_left_out_takes_no_room(tk_root, driver) -> None:
    row, buttons = row_of(tk_root, "One button", "Another button")
    row.offer(buttons[0], shown=False)
    driver.until(lambda: buttons[1].winfo_ismapped() and not buttons[0].winfo_ismapped())
    row.offer(buttons[0], shown=True)
    driver.until(buttons[0].winfo_ismapped)
    row.clear()
    driver.until(lambda: row.winfo_height() == 1)
    assert not buttons[0].winfo_exists()


def test_what_may_be_narrower_stays_in_the_line(tk_root, driver) -> None:
    theme = Theme(tk_root, "light")
    row = Flow(tk_root, GAP)
    row.pack(fill="x")
    bar = Toolbar(row, theme, [Command(f"c{n}", f"Command {n}", lambda: None) for n in range(5)])
    row.add(bar, grow=True, least=ENOUGH)
    field = ttk.Entry(row)
    row.add(field)
    driver.until(lambda: bar.button("c4").winfo_ismapped())
    whole = bar.winfo_reqwidth() + field.winfo_reqwidth() + GAP
    tk_root.geometry(f"{whole - bar.winfo_reqwidth() // 4}x300")
    driver.until(lambda: bar._waiting)
    assert field.winfo_rootx() > bar.winfo_rootx()
    assert field.winfo_width() == field.winfo_reqwidth()
    tk_root.geometry(f"{whole - bar.winfo_reqwidth() // 2}x300")
    driver.until(lambda: field.winfo_rooty() > bar.winfo_rooty())


def row_of(root, *texts):
    Theme(root, "light")
    row = Flow(root, GAP)
    row.pack(fill="x")
    buttons = [ttk.Button(row, text=text) for text in texts]
    for button in buttons:
        row.add(button)
    return row, buttons
