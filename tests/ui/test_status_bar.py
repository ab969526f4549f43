"""The worst of all services is what the indicator shows, in words too."""

from depesha.domain.health import Health, Service, worst
from depesha.ui.status_bar import StatusBar, look
from depesha.ui.theme import Theme


def test_red_before_yellow_before_green_before_grey() -> None:
    services = [Service(str(health), health, "") for health in Health]
    order = []
    while services:
        order.append(worst(services))
        services = [one for one in services if one.health is not order[-1]]
    assert order == [Health.BAD, Health.QUIET, Health.GOOD, Health.OFF]
    assert worst([]) is Health.OFF


def test_it_says_so_in_words_and_opens_more(tk_root, driver) -> None:
    opened = []
    bar = StatusBar(tk_root, Theme(tk_root, "light"), lambda: opened.append(1))
    bar.pack(fill="x")
    bar.show([Service("E-mail", Health.GOOD, ""), Service("SMS", Health.BAD, "no money")])
    assert "failed" in bar._indicator["text"]
    assert "SMS" in bar._hint.text
    assert len(bar.services) == 2
    driver.click(bar._indicator)
    driver.until(lambda: opened)


def test_no_two_look_alike(tk_root) -> None:
    theme = Theme(tk_root, "light")
    looks = [look(health, theme) for health in Health]
    assert len({icon for icon, _words, _colour in looks}) == len(Health)
    assert len({words for _icon, words, _colour in looks}) == len(Health)


def test_what_was_told_in_words_of_its_own_is_no_silence(tk_root) -> None:
    bar = StatusBar(tk_root, Theme(tk_root, "light"), lambda: None)
    bar.show([Service("E-mail", Health.QUIET, "Timed out")])
    assert "No news for long" in bar._indicator["text"]
    bar.show([Service("SMS", Health.QUIET, "Little money", notice="SMS: little money")])
    assert "Worth a look" in bar._indicator["text"]
    assert bar._hint.text == "SMS: little money"


def test_unread_chats_are_shown_and_lead_to_them(tk_root):
    went = []
    bar = StatusBar(tk_root, Theme(tk_root, "light"), lambda: None)
    bar.pack()
    bar.show_chats("2 unread chats", lambda: went.append(1))
    tk_root.update()
    assert bar._chats.winfo_ismapped()
    bar._chats.invoke()
    assert went == [1]
    bar.show_chats("", lambda: None)
    tk_root.update()
    assert not bar._chats.winfo_ismapped()
