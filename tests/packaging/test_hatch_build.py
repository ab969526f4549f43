"""A wheel that is built holds the program, its words in Russian, and nothing else."""

import gettext
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hatch_build import compile_catalogues

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "ru/LC_MESSAGES/depesha.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "Send"\nmsgstr "Отправить"\n', encoding="utf-8")
    return path


def test_a_compiled_catalogue_is_what_gettext_reads(tmp_path: Path, catalogue: Path) -> None:
    assert compile_catalogues(tmp_path) == [catalogue.with_suffix(".mo")]
    assert gettext.translation("depesha", tmp_path, ["ru"]).gettext("Send") == "Отправить"


def test_a_catalogue_that_is_right_is_left_alone(tmp_path: Path, catalogue: Path) -> None:
    (made,) = compile_catalogues(tmp_path)
    made.chmod(0o444)
    before = made.stat().st_mtime_ns
    compile_catalogues(tmp_path)
    assert made.stat().st_mtime_ns == before


def test_a_wheel_holds_what_it_should(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "depesha/locale/ru/LC_MESSAGES/depesha.mo" in names
    assert "depesha/py.typed" in names
    assert "depesha/ui/symbols/20.png" in names
    assert "depesha/docs/manual/ru/01-start.md" in names
    assert "depesha/docs/manual/pictures/contacts-ru-light.png" in names
    assert {name.split("/")[0].split("-")[0] for name in names} == {
        "depesha",
        "depesha_apprise",
        "depesha_echo",
        "depesha_email",
        "depesha_htmleditor",
        "depesha_max",
        "depesha_simpleeditor",
        "depesha_smpp",
        "depesha_sms",
        "depesha_telegram",
        "depesha_templates",
    }
    assert not [name for name in names if name.endswith((".po", ".pyc"))]
