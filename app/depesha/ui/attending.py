"""What goes on beside the views as long as the window is open: mailings, services, chats."""

from functools import partial

from depesha.api.i18n import _
from depesha.delivery.progress import Progress
from depesha.domain.health import Service
from depesha.ui.chat.watch import ChatWatch, Unread, count_words
from depesha.ui.health.watch import HealthWatch
from depesha.ui.navigation import Navigation
from depesha.ui.notices import Notice
from depesha.ui.sending.actions import MailingActions
from depesha.ui.sending.endings import Endings
from depesha.ui.sending.strip import Strip
from depesha.ui.sending.watch import TOPIC, SendingWatch
from depesha.ui.services import Services
from depesha.ui.status_bar import StatusBar


class Attending:
    """Begins after the first picture; shows in the status bar."""

    def __init__(self, services: Services, bar: StatusBar, navigation: Navigation) -> None:
        self._services = services
        self._bar = bar
        self._navigation = navigation
        actions = MailingActions(services)
        endings = Endings(services, actions)
        self.strip = Strip(
            bar.left, services.theme, services.office.clock, open_results=services.doors.results,
            pause=actions.pause, resume=actions.resume, stop=actions.stop,
        )  # fmt: skip
        self.strip.pack(fill="x", expand=True)
        services.bridge.listen(TOPIC, self.strip, self.strip.show)
        self.health = HealthWatch(services, self._healthy)
        self.sending = SendingWatch(services, endings.ended, self._held)
        self.chats = ChatWatch(services, self._unread)
        self._endings = endings
        self._told: set[str] = set()

    def begin(self) -> None:
        """Look from now on."""
        self.sending.begin()
        self.health.begin()
        self.chats.begin()

    def end(self) -> None:
        """The window goes."""
        self.sending.end()
        self.health.end()
        self.chats.end()

    def open_health(self) -> None:
        """What is behind the indicator."""
        from depesha.ui.health.dialog import HealthDialog

        HealthDialog(self._services, self._bar.services, self._healthy).open()

    def _held(self, progress: Progress) -> None:
        self._endings.held(progress)
        self.health.begin()  # perhaps an account broke

    def _unread(self, found: Unread) -> None:
        if self._bar.winfo_exists():
            self._navigation.show_count("chat", found.chats)
            self._bar.show_chats(count_words(found), lambda: self._go_to_chat(found))

    def _go_to_chat(self, found: Unread) -> None:
        self._services.doors.open_chat(found.latest)

    def _healthy(self, found: tuple[Service, ...]) -> None:
        if self._bar.winfo_exists():
            self._bar.show(found)
            self._tell(found)

    def _tell(self, found: tuple[Service, ...]) -> None:
        """What a person must not overlook, once until it is mended."""
        news = {one.title: one for one in found if one.notice}
        for title in news.keys() - self._told:
            mend = partial(self._services.doors.settings, news[title].page)
            self._services.notices.show(
                Notice(news[title].notice, "warning", action=_("Settings"), act=mend)
            )
        self._told = set(news)
