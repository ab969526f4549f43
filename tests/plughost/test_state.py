"""Every state has its sentence."""

import pytest

from depesha.plughost.state import PluginState


@pytest.mark.parametrize("state", PluginState)
def test_each_state_says_what_it_means(state: PluginState) -> None:
    assert state.sentence.endswith(".")
    assert len({other.sentence for other in PluginState}) == len(PluginState)
