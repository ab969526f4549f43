"""Looks each second how mailings go on, whichever process sends them, and tells who wants to know.

Topics of the bridge: `mailings` brings a tuple of `Progress`, `mailing.released` the id of a
mailing that somebody just released.
"""

from collections.abc import Callable

from depesha.delivery.progress import Progress, Watch, progress_of
from depesha.domain.states import MailingState
from depesha.store import mailing_list
from depesha.ui.services import Services

PAUSE = 1.0
"""Seconds between two looks; more where a look takes long, so that sending comes first."""
SHARE = 8
"""A look may take this part of the time."""
TOPIC = "mailings"
RELEASED = "mailing.released"


class SendingWatch:
    """One per window."""

    def __init__(
        self,
        services: Services,
        ended: Callable[[Progress], object],
        held: Callable[[Progress], object],
    ) -> None:
        """`ended` hears once of each mailing that came to its end since `begin`, `held` once of
        each that waits for a person."""
        self._services = services
        self._watch = Watch(services.office)
        self._ended = ended
        self._held = held
        self._live: set[int] = set()
        self._told: set[int] = set()
        self._timer = ""
        self._looking = False
        services.bridge.listen(RELEASED, services.root, self._released)

    def end(self) -> None:
        """Look no more."""
        if self._timer:
            self._services.root.after_cancel(self._timer)
            self._timer = ""

    def begin(self) -> None:
        """Look now, and from now on."""
        self.end()
        if not self._looking:
            self._looking = True
            live = frozenset(self._live)
            self._services.bridge.run(lambda: self._look(live), self._looked, self._failed)

    def _released(self, mailing_id: int) -> None:
        # It may be over before the next look.
        self._live.add(mailing_id)
        self.begin()

    def _look(self, live: frozenset[int]) -> tuple[tuple[Progress, ...], list[Progress], float]:
        """On a thread of errands: what goes on, what came to its end, and how long that took."""
        office = self._services.office
        begun = office.clock.now()
        found = self._watch.look()
        gone = live - {one.mailing.id for one in found}
        over = [
            progress_of(office, mailing)
            for mailing in mailing_list.get_many(office.database.reader, sorted(gone))
        ]
        return found, over, office.clock.now() - begun

    def _looked(self, answer: tuple[tuple[Progress, ...], list[Progress], float]) -> None:
        found, over, seconds = answer
        self._again(max(PAUSE, seconds * SHARE))
        self._live = {one.mailing.id for one in found} | (self._live - {p.mailing.id for p in over})
        self._services.bridge.post(TOPIC, found)
        for progress in over:
            self._ended(progress)
        held = {one.mailing.id: one for one in found if one.mailing.state == MailingState.HELD}
        for number in held.keys() - self._told:
            self._held(held[number])
        self._told = set(held)

    def _failed(self, error: Exception) -> None:
        self._again(PAUSE * SHARE)
        self._services.notices.error(error)

    def _again(self, seconds: float) -> None:
        self._looking = False
        self._timer = self._services.root.after(round(seconds * 1000), self.begin)
