"""Columns are sorted by, moved, widened and chosen."""

from depesha.ui.listing import room_for


def head(numbers, driver, key: str):
    tree = numbers.table.tree
    x = tree.winfo_rootx() + 6
    for column in numbers.table.layout.shown:
        width = int(tree.column(column.key, "width"))
        if column.key == key:
            return x + width // 2, tree.winfo_rooty() + 10
        x += width
    raise AssertionError(key)


def shown(numbers) -> list[str]:
    return [column.key for column in numbers.table.layout.shown]


def test_a_click_sorts_another_one_turns_it_round(numbers, driver) -> None:
    numbers.show(driver, range(10))
    x, y = head(numbers, driver, "word")
    driver.xdotool("mousemove", x, y, "click", 1)
    driver.until(lambda: numbers.sorted == [("word", False)])
    assert "▲" in numbers.table.tree.heading("word", "text")
    driver.live(0.4)  # not a double click
    driver.xdotool("mousemove", x, y, "click", 1)
    driver.until(lambda: numbers.sorted[-1] == ("word", True))
    assert "▼" in numbers.table.tree.heading("word", "text")


def test_what_cannot_be_sorted_by_is_not(numbers, driver) -> None:
    numbers.show(driver, range(10))
    driver.xdotool("mousemove", *head(numbers, driver, "plain"), "click", 1)
    driver.live(0.1)
    assert numbers.sorted == []


def test_dragging_a_heading_moves_the_column(numbers, driver) -> None:
    numbers.show(driver, range(10))
    begin, end = head(numbers, driver, "plain"), head(numbers, driver, "number")
    driver.xdotool("mousemove", *begin, "mousedown", 1, "mousemove", *end, "mouseup", 1)
    driver.until(lambda: shown(numbers) == ["plain", "number", "word"])
    assert numbers.sorted == []


def test_dragging_an_edge_widens_and_is_kept(numbers, driver) -> None:
    numbers.show(driver, range(10))
    tree = numbers.table.tree
    edge = tree.winfo_rootx() + int(tree.column("number", "width"))
    y = tree.winfo_rooty() + 10
    driver.xdotool("mousemove", edge, y, "mousedown", 1, "mousemove", edge + 60, y, "mouseup", 1)
    driver.until(lambda: numbers.table.layout.shown[0].width > 120)
    assert numbers.sorted == []


def test_the_chooser_shows_hides_and_resets(numbers, driver) -> None:
    numbers.show(driver, range(10))
    menu = numbers.table.header.open_chooser(200, 200)
    menu.invoke(3)
    assert shown(numbers) == ["number", "word", "plain", "more"]
    menu.invoke(0)
    assert shown(numbers) == ["word", "plain", "more"]
    menu.invoke(5)
    assert shown(numbers) == ["number", "word", "plain"]
    menu.destroy()


def test_no_heading_is_cut_until_somebody_drags_it(numbers, driver) -> None:
    numbers.show(driver, range(10))
    table = numbers.table
    titles = {column.key: column.title for column in table.layout.shown}
    for key, title in titles.items():
        assert int(table.tree.column(key, "width")) >= room_for(table.header._theme, title)
    driver.xdotool("mousemove", *head(numbers, driver, "number"), "click", 1)
    driver.live()
    assert not any(table.layout.dragged(key) for key in titles), "a click drags nothing"
