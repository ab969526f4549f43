"""A message in its parts."""

import pytest

from depesha.api import Attachment, Message
from depesha.delivery.preview import Previewed
from depesha.ui.preview.message_view import MessageView, size_text, statistics_text


@pytest.fixture
def build(app, person):
    def make(channel):
        return MessageView(app.root, app.services, app.services.office.channel(channel))

    return make


def text(widget):
    return widget.get("1.0", "end-1c")


def test_a_letter_has_all_its_parts(build, person, tmp_path):
    path = tmp_path / "акт.pdf"
    path.write_bytes(b"x" * 2500)
    message = Message(
        "k", "a@x.ru", "Анна", "Тема", "Текст", "<p>Текст</p>",
        attachments=(Attachment("акт.pdf", "application/pdf", path),),
    )  # fmt: skip
    view = build("email")
    view.show(Previewed("Анна", "a@x.ru", message, None, ""), "From: мы", 1, None)
    assert view.subject.cget("text") == "Тема"
    assert text(view.text) == "Текст"
    assert text(view.headers) == "From: мы"
    (row,) = view.files.get_children()
    assert view.files.item(row, "values")[0] == "2 KB"
    assert view.tabs.tab(view.files, "text") == "Attachments (1)"
    person.until(lambda: view.html.shown == 1, "the letter")


def test_where_there_is_no_message_nothing_of_the_last_one_is_left(build):
    view = build("email")
    message = Message("k", "a@x.ru", "Анна", "Тема", "Текст", "<p>Текст</p>")
    view.show(Previewed("Анна", "a@x.ru", message, None, ""), "From: мы", 1, None)
    view.show(Previewed("Борис", "", None, None, "No address"), "", 1, None)
    assert (view.subject.cget("text"), text(view.text), text(view.headers)) == ("", "", "")


def test_an_sms_has_exact_figures(build):
    view = build("sms")
    message = Message("k", "+7916", text="Привет")
    view.show(Previewed("Анна", "+7916", message, 1, ""), "", 3, 5)
    said = view.statistics.cget("text")
    assert "Characters in the message: 6" in said
    assert "Total SMS for the selected contacts: 5" in said
    assert "«П» «р»" in said


def test_the_total_is_an_estimate_until_it_is_counted():
    assert "contacts: ~6" in statistics_text("я" * 71, 3)
    assert "contacts: 4" in statistics_text("я" * 71, 3, 4)
    assert "contacts" not in statistics_text("hello", 1)
    assert "because" not in statistics_text("hello", 1)
    assert "…" in statistics_text("абвгдежзийкл", 1)


@pytest.mark.parametrize(
    ("size", "said"), [(1, "1 KB"), (2400, "2 KB"), (1_500_000, "1,5 MB"), (25_000_000, "25,0 MB")]
)
def test_sizes(size, said):
    assert size_text(size) == said
