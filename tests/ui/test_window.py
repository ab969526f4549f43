"""The frame around everything."""

import pytest

from depesha.ui.window import fits


@pytest.mark.parametrize(
    ("geometry", "seen"),
    [
        ("800x600+10+20", True),
        ("800x600+1270+20", False),
        ("800x600+-5+20", False),
        ("1900x1000+0+0", False),
        ("800x600", False),
        ("nonsense", False),
        ("", False),
    ],
)
def test_a_place_off_the_screen_is_not_taken_again(geometry, seen) -> None:
    assert fits(geometry, 1280, 800) is seen


def test_places_have_keys_and_the_navigation_shows_where_one_is(app, person) -> None:
    app.services.tabs.close("contacts")
    person.focus(app.root)
    person.keys("ctrl+1")
    person.until(lambda: app.services.tabs.front == "contacts")
    assert app.window.navigation._front == "contacts"


def test_the_look_is_remembered(app, person) -> None:
    person.focus(app.root)
    person.keys("ctrl+shift+b")
    person.until(lambda: not app.window.navigation.wide)
    next(one for one in app.services.commands.all() if one.id == "view.look.dark").run()
    assert app.services.theme.dark
    app.window.keep_place()
    assert app.services.remembered.get("mode", "") == "dark"
    assert app.services.remembered.get("navigation", default=True) is False


def test_ctrl_w_closes_the_tab_in_front(app, person) -> None:
    person.focus(app.root)
    person.keys("ctrl+w")
    person.until(lambda: app.services.tabs.front == "")
