"""The provider dies, or drops the line: those in flight are unknown, all others wait and go."""

import pytest

from depesha.testing import Fault

pytestmark = pytest.mark.slow  # the first new try is a quarter of a minute away

CHANNELS = ("email", "sms", "telegram")


def test_a_provider_that_dies_and_comes_back_loses_nobody(office, rng):
    offices = [office(channel, people=800) for channel in CHANNELS]
    at_work = [(here, here.send()) for here in offices]
    for here, process in at_work:
        here.hit(process, rng.randint(1, here.people // 2))
        here.provider.kill()
    for here, process in at_work:
        here.until(lambda here=here: held(here), "the account to wait")
        assert process.poll() is None, "it waits for the provider"
        here.provider.start()
    for here, process in at_work:
        result, _said = here.end(process, codes=(0, 1))
        unknown = here.check_end()
        assert len(unknown) <= here.connections
        assert result["totals"]["accepted"] == here.people - len(unknown)


def held(here):
    return here.rows("SELECT 1 FROM hold WHERE reason = 'connection' AND until IS NOT NULL")


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_line_that_breaks_after_the_data_makes_unknown_and_never_twice(office, channel):
    broken = 2  # after the third in a row the account would wait
    here = office(channel, "--fail", f"{Fault.DROP_AFTER}:{broken}", people=200)
    result, _said = here.end(here.send(), codes=(1,))
    unknown = here.check_end()
    assert len(unknown) == result["totals"]["unknown"] == broken
    assert set(here.provider.took()) == set(here.states()), "they had arrived"
