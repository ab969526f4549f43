"""A million rows; only those in sight exist."""

import time


def test_rows_in_sight_are_filled_and_no_others_exist(numbers, driver) -> None:
    numbers.show(driver, range(1_000_000))
    assert numbers.row(0)[:2] == ["0", "word 0"]
    assert len(numbers.table.tree.get_children()) == numbers.table.visible < 60
    numbers.table.scroll_to(999_990)
    driver.until(lambda: numbers.bridge.idle)
    last = numbers.row(numbers.table.visible - 1)
    assert last[0] == "999999"


def test_scrolling_by_wheel_bar_and_keys(numbers, driver) -> None:
    numbers.show(driver, range(1000))
    driver.click(numbers.table.tree, button=5)
    driver.until(lambda: numbers.row(0)[0] == "3", "three rows down")
    numbers.table._yview("moveto", "0.5")
    driver.until(lambda: numbers.row(0)[0] == "500")
    numbers.table._yview("scroll", "-1", "pages")
    driver.until(lambda: numbers.row(0)[0] == str(500 - numbers.table.visible + 1))


def test_the_same_list_anew_keeps_place_and_selection(numbers, driver) -> None:
    numbers.show(driver, range(1000))
    numbers.table.picking.select(300)
    driver.until(lambda: numbers.row(0)[0])
    top = numbers.row(0)[0]
    numbers.show(driver, range(1000), keep=True)
    assert numbers.row(0)[0] == top
    assert list(numbers.table.selected) == [300]
    numbers.show(driver, range(1000))
    assert numbers.row(0)[0] == "0"
    assert numbers.table.count_selected == 0


def test_an_empty_table_says_so(numbers, driver) -> None:
    numbers.show(driver, [])
    driver.until(numbers.table._empty.winfo_ismapped)
    assert numbers.table.current is None
    numbers.show(driver, [1])
    driver.until(lambda: not numbers.table._empty.winfo_ismapped())


def test_records_that_are_gone_leave_an_empty_row(numbers, driver) -> None:
    numbers.show(driver, [-1, 5])
    assert numbers.row(0) == ["", "", ""]
    assert numbers.row(1)[0] == "5"


def test_looks_come_with_the_row(numbers, driver) -> None:
    numbers.show(driver, range(6, 9))
    assert [numbers.table.tree.item(str(at), "tags") for at in range(3)] == ["", ("bad",), ""]


def test_refreshing_fetches_what_is_in_sight_anew(numbers, driver) -> None:
    numbers.show(driver, range(10))
    numbers.fetched.clear()
    numbers.table.refresh()
    driver.until(lambda: numbers.bridge.idle)
    assert sorted(numbers.fetched) == list(range(10))


def test_a_step_of_scrolling_is_quick_however_many_there_are(numbers, driver) -> None:
    numbers.show(driver, range(1_000_000))
    steps = []
    for top in range(0, 400, 3):
        begun = time.process_time()
        numbers.table.scroll_to(top)
        driver.root.update_idletasks()
        steps.append(time.process_time() - begun)
    assert sorted(steps)[len(steps) // 2] < 0.05


def test_what_may_not_be_seen_is_not_in_the_table(numbers, driver) -> None:
    numbers.show(driver, [13, 14])
    assert numbers.row(0) == ["**", "word **", ""]
    assert numbers.row(1) == ["14", "word 14", ""]
