"""A round for commands."""

from depesha.api import Secret
from depesha.delivery.chat import rounds
from depesha.delivery.inbox import Heard


def test_a_round_listens_and_answers(office):
    office.api.updates.message(5, text="/start")
    heard = Heard()
    assert rounds.go_round(office.real, heard) == []
    assert (heard.subscribed, len(office.replies())) == (1, 1)


def test_where_a_window_listens_the_round_leaves_it_to_the_window(office):
    assert office.worker.lead()
    office.api.updates.message(5, text="Раз")
    assert rounds.go_round(office.real, Heard()) == ["telegram.main"]
    assert office.chat() is None


def test_what_goes_wrong_is_told(office):
    office.real.settings.set_secret("telegram.main.token", Secret("1:wrong"))
    heard = Heard()
    assert rounds.go_round(office.real, heard) == []
    assert heard.failures["telegram.main"].reason == "login"
    office.real.settings.set_secret("telegram.main.token", Secret(""))
    assert rounds.go_round(office.real, Heard()) == []
