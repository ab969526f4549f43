"""Everything that is read can be read."""

import pytest

from depesha.ui.colours import DARK, LIGHT, contrast


def test_black_on_white_is_as_much_as_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(colours) -> None:
    pairs = [
        (ink, ground)
        for ground in (colours.ground, colours.panel)
        for ink in (colours.text, colours.quiet, colours.good, colours.bad, colours.warning)
    ]
    pairs += [
        (colours.selected_text, colours.selected), (colours.accent_text, colours.accent),
        (colours.accent_text, colours.accent_hover), (colours.quiet, colours.heading),
        (colours.text, colours.hover), (colours.text, colours.pressed),
        (colours.text, colours.macro), (colours.accent, colours.panel),
    ]  # fmt: skip
    weak = [
        (ink, ground, contrast(ink, ground)) for ink, ground in pairs if contrast(ink, ground) < 4.5
    ]
    assert not weak


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_focus_can_be_seen(colours) -> None:
    assert contrast(colours.accent, colours.panel) >= 3
    assert contrast(colours.accent, colours.ground) >= 3
