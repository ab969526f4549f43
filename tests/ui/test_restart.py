"""Beginning anew is offered, not forced."""

from depesha.ui.restart import offer_restart


def test_the_notice_leaves_and_starts_again(app) -> None:
    offer_restart(app.services)
    app.services.notices.shown[0].act()
    assert app.again
    assert app.left
