"""The colours of the window, light and dark. Text on its ground has a contrast of 4.5:1 or more."""

from typing import NamedTuple


class Colours(NamedTuple):
    """One set of colours, each named for what it does. `#rrggbb`."""

    ground: str
    """Behind everything: the window itself."""
    panel: str
    """Behind what is read and typed: tables, fields, the letter."""
    text: str
    quiet: str
    """Text of less weight: hints, headings of columns."""
    line: str
    hover: str
    pressed: str
    selected: str
    selected_text: str
    accent: str
    accent_hover: str
    accent_text: str
    disabled: str
    heading: str
    good: str
    bad: str
    warning: str
    macro: str
    """Ground of macros in a text."""


LIGHT = Colours(
    ground="#f4f5f7", panel="#ffffff", text="#1f2328", quiet="#59616a", line="#d0d7de",
    hover="#e8ebef", pressed="#dce0e6", selected="#d3e4fd", selected_text="#1f2328",
    accent="#1a66d2", accent_hover="#1558b8", accent_text="#ffffff", disabled="#9aa1a9",
    heading="#edf0f3", good="#1a7f37", bad="#c21c28", warning="#8a5a00", macro="#e6f0e9",
)  # fmt: skip
DARK = Colours(
    ground="#1e2023", panel="#282b2f", text="#e6e8eb", quiet="#a3abb3", line="#43474d",
    hover="#33373c", pressed="#3d4248", selected="#2b4a76", selected_text="#ffffff",
    accent="#5896ff", accent_hover="#6aa0ff", accent_text="#0b1220", disabled="#6b7178",
    heading="#2f3237", good="#56d364", bad="#ff8a80", warning="#e3b341", macro="#26402f",
)  # fmt: skip


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
