"""What the settings ask for, and that nothing is imported before it is needed."""

import subprocess
import sys

from depesha.api.settings import field_types, unfilled
from depesha_smpp.gateway import Smpp, SmppSettings


def test_what_must_be_filled_in():
    assert set(unfilled(SmppSettings())) == {"gateway", "host", "login", "password", "sender"}
    assert "ca_file" in field_types(SmppSettings)
    assert Smpp.settings is SmppSettings


def test_the_description_loads_no_socket():
    code = "import sys, depesha_smpp; print(*('ssl' in sys.modules, 'sqlite3' in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
