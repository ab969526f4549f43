"""Messages to look at."""

import io

import pytest
from PIL import Image

from depesha.api import Picture


@pytest.fixture
def red() -> Picture:
    written = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(written, "PNG")
    return Picture("red.png", "image/png", written.getvalue())
