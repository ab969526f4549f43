"""Red before yellow before green before grey."""

from depesha.domain.health import Health, Service, worst


def test_the_worst_wins():
    lines = [Service(str(health), health, "") for health in Health]
    assert worst(lines) is Health.BAD
    assert worst(lines[:2]) is Health.GOOD
    assert worst([]) is Health.OFF
