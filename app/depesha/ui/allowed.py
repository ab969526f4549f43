"""What the person who works here may do: said where it is refused, greyed where it is offered."""

from collections.abc import Callable

from depesha.api.i18n import _
from depesha.domain.rights import NotAllowedError, Right
from depesha.ui.notices import Notice
from depesha.ui.services import Services


def allowed(services: Services, right: Right) -> bool:
    """Whether the person has the right; where not, the window says so."""
    try:
        services.office.rights.require(right)
    except NotAllowedError as error:
        services.notices.show(
            Notice(
                str(error), "warning", action=_("Rights"),
                act=lambda: services.doors.settings("rights"),
            )
        )  # fmt: skip
        return False
    return True


def able(
    services: Services, right: Right, enabled: Callable[[], bool] = lambda: True
) -> Callable[[], bool]:
    """For a command that needs a right: `enabled`, for those who have it."""
    return lambda: enabled() and services.office.may(right)
