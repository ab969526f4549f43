"""The first steps, opened over an office in which nothing is yet."""

import pytest

from depesha.ui.wizard.first_steps import FirstSteps


@pytest.fixture
def steps(app, person):
    app.services.office.settings.change({"office.secrets": "file"})
    found = FirstSteps(app.services)
    found.begin()
    person.until(found.winfo_viewable, "the dialog")
    yield found
    if not app.left and found.winfo_exists():
        found.close(None)
