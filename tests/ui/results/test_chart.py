"""The bar is cut in proportion, and nobody disappears."""

from depesha.ui.colours import DARK, LIGHT, contrast
from depesha.ui.results.chart import Chart, colour_of, spans
from depesha.ui.theme import Theme


def test_pieces_in_proportion_side_by_side():
    assert spans([("accepted", 50), ("failed", 50)], 200, 0) == [
        ("accepted", 0, 100), ("failed", 100, 200),
    ]  # fmt: skip
    assert spans([], 200, 3) == []
    assert spans([("accepted", 0)], 200, 3) == []


def test_one_of_a_million_is_seen_and_all_fit():
    found = spans([("accepted", 1_000_000), ("failed", 1), ("unknown", 1)], 300, 3)
    assert found[-1][2] == 300
    assert all(end - begin >= 3 for _name, begin, end in found)


def test_signs_of_failure_stand_out_in_both_looks():
    for colours in (LIGHT, DARK):
        for name in ("accepted", "delivered", "failed", "unknown"):
            assert contrast(colour_of(name, colours), colours.ground) >= 3


def test_it_is_drawn_and_follows_the_look(tk_root, driver):
    theme = Theme(tk_root, "light")
    chart = Chart(tk_root, theme)
    chart.pack(fill="x")
    chart.show([("accepted", 1), ("failed", 1)])
    driver.live()
    assert len(chart.find_all()) == 2
    theme.use("dark", 100)
    assert chart.itemcget("failed", "fill") == DARK.bad
