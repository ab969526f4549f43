"""What is on the sheet: a text for each channel. One more is written in that channel's editor and
comes back from there."""

from collections.abc import Callable
from dataclasses import replace

from depesha.api.i18n import _
from depesha.delivery.chains import Chain
from depesha.delivery.composition import Composition
from depesha.delivery.copies import people_of
from depesha.domain.segments import Spelling
from depesha.store.journal import Filter
from depesha.ui.services import Services


class Links:
    """Belongs to one sheet."""

    def __init__(
        self,
        services: Services,
        composition: Composition,
        changed: Callable[[], object],
        back: Callable[[], bool],
    ) -> None:
        """`changed` plans anew; `back` brings the sheet to the front, or says that it is gone."""
        self._services = services
        self._changed = changed
        self._back = back
        self.chain = Chain((composition,))
        self._before = self.chain
        self.refused: Exception | None = None
        """Why what was added last is not on the sheet."""

    def offered(self) -> list[tuple[str, str]]:
        """Ids and titles of the channels that are not on the sheet."""
        known = {link.channel for link in self.chain.links}
        channels = self._services.office.host.channels()
        return [(id_, _(one.title)) for id_, one in channels.items() if id_ not in known]

    def add(self, channel: str, wanted: Filter | None = None) -> None:
        """Let a text for the channel be written: for all people of the sheet, or for those of it
        that are wanted."""
        services, first = self._services, self.chain.links[0]

        def work() -> Composition:
            people = first.people
            if wanted is not None:
                people = people_of(services.office.database.reader, wanted)
            return replace(
                first, channel=channel, account="", attachments=(), people=people,
                spelling=Spelling.AS_TYPED,
            )  # fmt: skip

        services.bridge.run(work, lambda found: self._write(found, self._add))

    def edit(self, at: int) -> None:
        """Let the text at that place be written anew."""
        self._write(self.chain.links[at], lambda found: self._put(at, found))

    def respell(self, at: int, spelling: Spelling) -> None:
        """The same text at that place in other letters."""
        self._put(at, replace(self.chain.links[at], spelling=spelling))

    def remove(self, at: int) -> None:
        """Take the channel at that place out."""
        links = self.chain.links
        self._change(replace(self.chain, links=(*links[:at], *links[at + 1 :])))

    def order(self, preferred: bool, reserve: bool) -> None:  # noqa: FBT001 - the two ticks
        """Change who comes first, and whether there is a reserve."""
        self._change(replace(self.chain, preferred=preferred, reserve=reserve))

    def refuse(self, error: Exception) -> bool:
        """The chain cannot be planned: back to what could. False where nothing could yet."""
        if len(self.chain.links) == 1:
            return False
        before = self._before if len(self._before.links) < len(self.chain.links) else None
        self._change(before or replace(self.chain, links=self.chain.links[:1]))
        self.refused = error
        return True

    def _write(self, composition: Composition, done: Callable[[Composition], object]) -> None:
        from depesha.delivery.drafts import Draft
        from depesha.ui.editor.opening import open_draft

        open_draft(self._services, Draft(composition), done)

    def _add(self, written: Composition) -> None:
        self._change(replace(self.chain, links=(*self.chain.links, written)))

    def _put(self, at: int, written: Composition) -> None:
        links = self.chain.links
        self._change(replace(self.chain, links=(*links[:at], written, *links[at + 1 :])))

    def _change(self, chain: Chain) -> None:
        if self._back():
            self._before, self.chain = self.chain, chain
            self.refused = None
            self._changed()
