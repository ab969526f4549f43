import logging

import pytest

from depesha.api import Context


@pytest.fixture
def context(tmp_path):
    folder = tmp_path / "plugin"
    folder.mkdir()
    return Context(account="main", folder=folder, log=logging.getLogger("depesha.plugin.echo"))
