"""Comfort outlives the window, and harms nothing where it is damaged."""

from depesha.ui.remembered import Remembered


def test_values_come_back(tmp_path) -> None:
    one = Remembered(tmp_path / "window.json")
    one.set("mode", "dark")
    one.set("имя", ["ё", 1])
    one.save()
    other = Remembered(tmp_path / "window.json")
    assert other.get("mode", "system") == "dark"
    assert other.get("имя", []) == ["ё", 1]
    assert [path.name for path in tmp_path.iterdir()] == ["window.json"]


def test_a_value_of_another_type_is_none(tmp_path) -> None:
    one = Remembered(tmp_path / "window.json")
    one.set("text_size", "large")
    assert one.get("text_size", 100) == 100


def test_a_damaged_file_is_begun_anew(tmp_path) -> None:
    for damage in (b"\xff\xfe", b"{", b"[1]", b""):
        (tmp_path / "window.json").write_bytes(damage)
        assert Remembered(tmp_path / "window.json").get("mode", "system") == "system"


def test_a_place_that_cannot_be_written_costs_comfort_only(tmp_path, caplog) -> None:
    one = Remembered(tmp_path / "gone" / "window.json")
    one.set("mode", "dark")
    one.save()
    assert "not kept" in caplog.text
