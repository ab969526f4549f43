"""The figures under an SMS."""

from depesha.ui.editor.statistics import figures, mended, transliterated
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
