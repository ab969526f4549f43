"""One session's way to the provider, opened and closed by plugins that do as they like."""

from contextlib import contextmanager

import pytest

from depesha.api import AccountBroken, Message, NotNow, Reason, Receipt, Refused, Scope, Wait
from depesha.delivery.accounts import Account
from depesha.delivery.line import Line
from depesha.domain.states import State

LETTER = Message(key="k-1-0", address="a@x.ru", text="Привет")


class Door:
    """Counts who comes and goes; each visit gets the next of `sessions`."""

    def __init__(self, *sessions, goodbye=None):
        self.sessions = list(sessions)
        self.goodbye = goodbye
        self.opened = self.closed = 0

    @contextmanager
    def __call__(self):
        session = self.sessions.pop(0)
        if isinstance(session, BaseException):
            raise session
        self.opened += 1
        try:
            yield session
        finally:
            self.closed += 1
            if self.goodbye is not None:
                raise self.goodbye


class Answering:
    def __init__(self, *answers):
        self.answers = list(answers)

    def send(self, message):
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


class Polling(Answering):
    def poll_status(self, pending):
        return []


@pytest.fixture
def line_to(post_account):
    def make(connect) -> Line:
        account: Account = post_account(connect)
        return Line(account)

    return make


def test_a_session_is_opened_once_and_kept(line_to):
    door = Door(Answering(Receipt(), Refused(Reason.SPAM), NotNow(Reason.GREYLISTED)))
    line = line_to(door)
    states = []
    for _n in range(3):
        assert line.open() is None
        states.append(line.send(LETTER).state)
    assert states == [State.ACCEPTED, State.FAILED, State.WAITING]
    assert (door.opened, door.closed) == (1, 0)
    line.close()
    assert door.closed == 1


@pytest.mark.parametrize(
    "answer",
    [
        AccountBroken(Reason.LOGIN),
        NotNow(Reason.THROTTLED, scope=Scope.ACCOUNT),
        OSError("broken pipe"),
        None,
        SystemExit(),
    ],
    ids=repr,
)
def test_after_anything_unusual_the_session_is_closed_and_opened_anew(line_to, answer):
    door = Door(Answering(answer), Answering(Receipt()))
    line = line_to(door)
    assert line.open() is None
    assert line.send(LETTER).reopen
    assert line.open() is None
    assert line.send(LETTER).state is State.ACCEPTED
    assert (door.opened, door.closed) == (2, 1)


@pytest.mark.parametrize(
    "goodbye", [ValueError("bad"), SystemExit(), KeyboardInterrupt()], ids=repr
)
def test_a_bad_goodbye_changes_nothing(line_to, goodbye):
    line = line_to(Door(Answering(Receipt()), goodbye=goodbye))
    assert line.open() is None
    assert line.send(LETTER).state is State.ACCEPTED
    line.close()
    line.close()


@pytest.mark.parametrize(
    ("said", "broken"),
    [
        (OSError("no route"), False),
        (KeyError("host"), True),
        (SystemExit("bye"), True),
        (KeyboardInterrupt(), True),
    ],
    ids=repr,
)
def test_a_door_that_does_not_open_is_no_end(line_to, said, broken):
    line = line_to(Door(said, Answering(Receipt())))
    failure = line.open()
    assert failure is not None
    assert (failure.breaks_account, failure.holds_account) == (broken, not broken)
    assert line.open() is None, "it may open the next time"


@pytest.mark.parametrize("session", [None, "session", 7], ids=repr)
def test_what_cannot_send_is_no_session(line_to, session):
    door = Door(session)
    failure = line_to(door).open()
    assert failure is not None
    assert failure.breaks_account
    assert "instead of a Session" in failure.answer
    assert door.closed == 1


def test_connect_that_returns_nothing_is_a_fault_of_the_plugin(line_to):
    failure = line_to(lambda: None).open()
    assert failure is not None
    assert failure.breaks_account


def test_it_knows_whether_the_provider_can_be_asked_later(line_to):
    line = line_to(Door(Answering(OSError()), Polling()))
    assert line.open() is None
    assert not line.polls
    line.send(LETTER)
    assert line.open() is None
    assert line.polls


class InSteps(Answering):
    def steps(self, message):
        found = yield Wait(7, 1.0)
        assert found is None
        return self.send(message)


def walk(steps):
    """What the steps yield, and what they return."""
    asked = []
    try:
        while True:
            asked.append(steps.send(None))
    except StopIteration as end:
        return asked, end.value


def test_a_session_in_steps_is_never_waited_for_here(line_to):
    line = line_to(Door(InSteps(Receipt(), Refused(Reason.SPAM), OSError("broken pipe"))))
    states = []
    for _n in range(3):
        assert line.open() is None
        asked, outcome = walk(line.steps(LETTER))
        assert asked == [Wait(7, 1.0)]
        states.append(outcome.state)
    assert states == [State.ACCEPTED, State.FAILED, State.UNKNOWN]
    assert not line.is_open, "what broke is opened anew"


def test_a_session_without_steps_is_asked_aside(line_to):
    line = line_to(Door(Answering(Receipt())))
    assert line.open() is None
    steps = line.steps(LETTER)
    call = next(steps)
    with pytest.raises(StopIteration) as end:
        steps.send(call())
    assert end.value.value.state is State.ACCEPTED
