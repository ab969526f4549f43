"""Ctrl+C, a polite kill and a closed terminal: what is in flight gets its answer."""

import signal

import pytest

from depesha.testing import Fault

pytestmark = pytest.mark.slow  # a dozen starts of a program


def test_a_polite_end_leaves_nobody_unknown(office, rng):
    here = office("email", people=1000, connections=4)
    process = here.send()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        here.hit(process, here.provider.count() + rng.randint(1, here.people // 5))
        process.send_signal(number)
        result, said = here.end(process, codes=(1,))
        assert "Ending when what is in flight is answered" in said
        assert here.check() == set()
        assert set(here.states().values()) == {"accepted", "queued"}
        assert result["state"] == "running", "it goes on as soon as somebody sends"
        process = here.resume()
    here.end(process)
    assert here.check_end() == set()


def test_a_closed_terminal_does_not_end_what_runs_under_nohup(office):
    here = office("telegram", people=300)
    process = here.send(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    here.hit(process, 10)
    process.send_signal(signal.SIGHUP)
    here.end(process)
    assert here.check_end() == set()


def test_a_second_ctrl_c_does_not_wait_for_an_answer_that_never_comes(office):
    here = office("telegram", "--fail", f"{Fault.STALL}:1", people=20, connections=1)
    process = here.send()
    here.hit(process, 1)
    process.send_signal(signal.SIGINT)
    assert "Ending" in process.stderr.readline() + process.stderr.readline()
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=5)
    assert process.returncode == -signal.SIGINT
    in_flight = here.check()
    assert len(in_flight) == 1
    here.end(here.resume(), codes=(1,))
    assert here.check_end() == in_flight
