"""Whether the office has just begun: then it is greeted, once."""

from depesha.ui.services import Services

REMEMBERED = "first_steps"
"""What is remembered: the step to go on with, or `done`."""
DONE = "done"


def greet(services: Services) -> None:
    """Open the first steps over an office in which nothing is yet. Returns at once."""
    at = services.remembered.get(REMEMBERED, "")
    if at == DONE:
        return

    def work() -> bool:
        return _is_empty(services)

    def answer(empty: bool) -> None:  # noqa: FBT001 - the answer itself
        if at or empty:
            begin(services, at)
        else:
            # Whoever works with it already is not asked at every start.
            services.remembered.set(REMEMBERED, DONE)

    services.bridge.run(work, answer, owner=services.root)


def begin(services: Services, at: str = "") -> None:
    """Open the first steps, at that step; empty for the first."""
    from depesha.ui.wizard.first_steps import FirstSteps

    FirstSteps(services).begin(at)


def _is_empty(services: Services) -> bool:
    office = services.office
    c = office.database.reader
    for table in ("contact", "mailing"):
        if c.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone():  # noqa: S608 - our own names
            return False
    return not any(office.settings.accounts(channel) for channel in office.host.channels())
