"""The embedded view gets the letter's own pictures and nothing else."""

import io
import socket
import threading

import pytest
from PIL import Image

from depesha.ui.preview.page import Page


@pytest.fixture
def page(tk_root):
    clicked = []
    page = Page(tk_root, clicked.append)
    page.clicked = clicked
    return page


def test_pictures_of_the_letter_are_given_and_others_refused(page):
    written = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(written, "PNG")
    page.show('<p>Привет</p><img src="cid:a.png">', {"a.png": ("image/png", written.getvalue())})
    assert page._request("cid:a.png") == ("cid:a.png", written.getvalue(), "image/png", 200)
    for url in ("cid:b.png", "https://x.ru/a.png", "file:///etc/passwd", "a.png"):
        with pytest.raises(PermissionError):
            page._request(url)


def test_even_html_that_nobody_cleaned_reaches_no_server(page, driver):
    knocked = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        url = f"http://127.0.0.1:{server.getsockname()[1]}/"
        page.show(
            f'<img src="{url}a.png"><iframe src="{url}"></iframe><link rel="stylesheet" '
            f'href="{url}"><object data="{url}"></object><p style="background:url({url})">x</p>', {}
        )  # fmt: skip
        driver.live(0.3)
        try:
            server.accept()[0].close()
            knocked.set()
        except TimeoutError:
            pass
    assert not knocked.is_set()


def test_a_link_is_told_and_not_followed(page, driver):
    page.show('<a href="https://x.ru/?a=1"><big>Ссылка на сайт</big></a>', {})
    driver.live(0.3)
    driver.click(page.widget, dx=40, dy=16)
    driver.until(lambda: page.clicked, "the click")
    assert page.clicked == ["https://x.ru/?a=1"]
