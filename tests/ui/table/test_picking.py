"""Rows are chosen by mouse and keys as everywhere."""


def y_of(numbers, row: int) -> int:
    box = numbers.table.tree.bbox(str(row), "number")
    return box[1] + box[3] // 2


def click(numbers, driver, row: int, *held: str) -> None:
    tree = numbers.table.tree
    x, y = tree.winfo_rootx() + 40, tree.winfo_rooty() + y_of(numbers, row)
    down = [word for key in held for word in ("keydown", key)]
    up = [word for key in held for word in ("keyup", key)]
    driver.xdotool(*down, "mousemove", x, y, "click", 1, *up)


def test_a_click_a_range_and_one_more(numbers, driver) -> None:
    numbers.show(driver, range(100, 200))
    click(numbers, driver, 2)
    assert list(numbers.table.selected) == [102]
    click(numbers, driver, 5, "shift")
    assert list(numbers.table.selected) == [102, 103, 104, 105]
    click(numbers, driver, 8, "ctrl")
    click(numbers, driver, 3, "ctrl")
    assert list(numbers.table.selected) == [102, 104, 105, 108]
    assert numbers.table.count_selected == 4


def test_arrows_pages_and_ends(numbers, driver) -> None:
    numbers.show(driver, range(1000))
    driver.focus(numbers.table.tree)
    driver.keys("End")
    driver.until(lambda: numbers.table.current == 999)
    driver.keys("Home", "Down", "Down", "shift+Down", "shift+Down")
    driver.until(lambda: list(numbers.table.selected) == [2, 3, 4])
    driver.keys("Next")
    driver.until(lambda: numbers.table.current == 4 + numbers.table.visible)


def test_all_of_a_million_cost_nothing(numbers, driver) -> None:
    numbers.show(driver, range(1_000_000))
    driver.focus(numbers.table.tree)
    driver.keys("ctrl+a")
    driver.until(lambda: numbers.table.count_selected == 1_000_000)
    assert list(numbers.table.picking.ranges) == [(0, 1_000_000)]


def test_space_toggles_and_enter_opens(numbers, driver) -> None:
    numbers.show(driver, range(10))
    driver.focus(numbers.table.tree)
    driver.keys("Down", "space")
    driver.until(lambda: numbers.table.count_selected == 0)
    driver.keys("Return")
    driver.until(lambda: numbers.opened == [1])


def test_a_double_click_opens(numbers, driver) -> None:
    numbers.show(driver, range(10))
    tree = numbers.table.tree
    x, y = tree.winfo_rootx() + 40, tree.winfo_rooty() + y_of(numbers, 4)
    driver.xdotool("mousemove", x, y, "click", "--repeat", 2, "--delay", 60, 1)
    driver.until(lambda: numbers.opened == [4])


def test_one_at_most_where_only_one_may_be_chosen(tk_root, tmp_path, driver) -> None:
    from tests.ui.table.conftest import Numbers

    numbers = Numbers(tk_root, tmp_path, single=True)
    numbers.show(driver, range(10))
    click(numbers, driver, 1)
    click(numbers, driver, 3, "shift")
    click(numbers, driver, 5, "ctrl")
    assert list(numbers.table.selected) == [5]
    numbers.table.picking.select_all()
    assert list(numbers.table.selected) == [5]
    numbers.bridge.close()
