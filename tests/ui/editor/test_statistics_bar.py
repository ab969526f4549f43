"""The figures under an SMS."""

from decimal import Decimal

from depesha.ui.editor.statistics import Bill, figures, mended, transliterated
from depesha.ui.editor.statistics_bar import StatisticsBar
from depesha.ui.theme import Theme


def test_what_would_help_is_one_click_away(tk_root, driver):
    done = []
    bar = StatisticsBar(tk_root, Theme(tk_root), done.append)
    bar.pack(fill="x")
    bar.show(figures("a — b", 2, estimate=False), "a — b")
    driver.live()
    assert bar.mend.winfo_ismapped()
    assert not bar.latin.winfo_ismapped()
    assert "«—»" in bar.why.cget("text")
    driver.click(bar.mend)
    bar.show(figures("Цена", 2, estimate=False), "Цена")
    driver.live()
    driver.click(bar.latin)
    assert done == [mended, transliterated]
    bar.show(figures("plain", 2, estimate=False), "plain")
    driver.live()
    assert not bar.latin.winfo_ismapped()
    assert bar.why.cget("text") == ""


def test_what_it_would_save_stands_beside_the_button(tk_root, driver):
    bar = StatisticsBar(tk_root, Theme(tk_root), lambda _change: None)
    bar.pack(fill="x")
    text = "x" * 100 + " —"
    bar.show(figures(text, 2, estimate=False), text, Bill(Decimal("2.50"), "р."))
    driver.live()
    assert bar._mend.said.cget("text") == "2 SMS instead of 4, 5,00 р. less"
