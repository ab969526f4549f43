"""Lines are as long as there is room."""

from depesha.ui.wrapped import Wrapped


def test_a_long_text_breaks_instead_of_widening_the_window(tk_root, driver) -> None:
    label = Wrapped(tk_root, "слово " * 200)
    label.pack(fill="x")
    driver.live()
    assert label.winfo_width() == tk_root.winfo_width()
    narrow = label.winfo_height()
    tk_root.geometry("500x600")
    driver.until(lambda: tk_root.winfo_width() == 500)
    driver.until(lambda: label.winfo_height() > narrow)
