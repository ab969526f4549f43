"""The box at the end of a mailing."""

import pytest

from depesha.delivery.progress import progress_of
from depesha.store import mailings
from depesha.ui.results.dialog import ResultDialog
from depesha.ui.sending.actions import MailingActions
from depesha.ui.sending.endings import DIALOG


@pytest.fixture
def box(app, person, office, told):
    progress = progress_of(office, mailings.get(office.database.reader, told))
    made = ResultDialog(app.services, MailingActions(app.services), progress)
    made.open()
    person.live(0.2)
    return made


def test_it_leads_to_the_results(box, app, person):
    box._results()
    person.until(lambda: app.services.tabs.front == "results:1", "the results")


def test_enough_of_boxes(box, app, person):
    box._again.set(False)
    person.keys("Return")
    person.until(lambda: not box.winfo_exists(), "the closing")
    assert app.services.remembered.get(DIALOG, default=True) is False
