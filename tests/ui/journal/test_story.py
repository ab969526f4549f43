"""One message whole."""

from depesha.delivery.story import story_of
from depesha.ui.journal.story import StoryPane, parts
from depesha.ui.theme import Theme


def test_all_that_is_known_is_told(office, told):
    text = "".join(words for words, _tag in parts(story_of(office, 2)))
    assert text.startswith("Борис · b@x.ru · Not sent\nMailbox is full — 452 full\n")
    assert "Try later or by another channel." in text
    assert "Привет, Борис!" in text
    assert "email.main · Not sent — Mailbox is full — 452 full" in text
    assert "Service message id: id-7" in "".join(w for w, _t in parts(story_of(office, 1)))


def test_somebody_left_out_has_no_tries(office, told):
    text = "".join(words for words, _tag in parts(story_of(office, 4)))
    assert "Глеб · — · Skipped\nNo address\n" in text
    assert "What was tried" not in text


def test_the_pane_is_for_reading_alone(tk_root, driver, office, told):
    pane = StoryPane(tk_root, Theme(tk_root, "light"))
    pane.pack()
    assert "Choose a row" in pane.text.get("1.0", "end")
    pane.show(story_of(office, 1))
    driver.focus(pane.text)
    driver.keys("x")
    assert pane.text.get("1.0", "end").startswith("Анна · a@x.ru · Sent\n250 ok\n")
