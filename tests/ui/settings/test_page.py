"""What all pages have in common."""

import pytest

from depesha.domain.errors import InputError
from depesha.ui.settings.page import Page


class Broken(Page):
    def fill(self) -> None:
        raise InputError("The settings file is damaged.")


def test_a_page_that_cannot_be_built_says_so_and_harms_no_other(app) -> None:
    page = Broken(app.root, app.services, "Broken")
    page.reload()
    assert [one.text for one in app.services.notices.shown] == ["The settings file is damaged."]
    assert page._save.instate(["disabled"])


def test_a_page_without_content_is_a_mistake_of_its_author(app) -> None:
    with pytest.raises(NotImplementedError):
        Page(app.root, app.services, "x").fill()
