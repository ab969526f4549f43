"""Asks now and then how all services are, for the indicator."""

from collections.abc import Callable

from depesha.delivery.health import services as look
from depesha.domain.health import Service
from depesha.ui.services import Services

PAUSE = 20_000
"""Milliseconds between two looks."""


class HealthWatch:
    """One per window."""

    def __init__(self, services: Services, show: Callable[[tuple[Service, ...]], object]) -> None:
        self._services = services
        self._show = show
        self._timer = ""

    def end(self) -> None:
        """Look no more."""
        if self._timer:
            self._services.root.after_cancel(self._timer)
            self._timer = ""

    def begin(self) -> None:
        """Look now, and from now on."""
        self.end()
        self._timer = self._services.root.after(PAUSE, self.begin)
        office, engine = self._services.office, self._services.engine
        self._services.bridge.run(lambda: look(office, engine), self._show, key="health")
