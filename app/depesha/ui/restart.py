"""Beginning anew, where a change needs it."""

from depesha.api.i18n import _
from depesha.ui.notices import Notice
from depesha.ui.services import Services


def offer_restart(services: Services) -> None:
    """Say that the change takes effect at the next start, with a button for that."""
    said = _("This takes effect when Depesha is started anew.")
    services.notices.show(Notice(said, "info", action=_("Start anew"), act=services.doors.restart))
