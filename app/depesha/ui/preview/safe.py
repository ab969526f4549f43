"""HTML that the embedded view can be given: whatever the letter holds, nothing is fetched, and no
number is so large that it breaks the view (a number in a style can end its whole process).

The letter is sanitised already; this is about the screen. The rules come from a fuzzer's findings.
"""

import re
from collections.abc import Callable

_TAGS = frozenset(
    re.findall(
        r"[\w-]+",
        """a abbr b big blockquote br caption center code col colgroup dd del div dl dt em
        font h1 h2 h3 h4 h5 h6 hr i img ins kbd li ol p pre q s samp small span strike
        strong sub sup table tbody td tfoot th thead tr tt u ul var""",
    )
)
_ATTRIBUTES = {
    "*": {"style", "align", "valign", "dir", "lang", "title", "bgcolor"},
    "a": {"href", "name"},
    "img": {"src", "alt", "width", "height", "border"},
    "table": {"width", "border", "cellpadding", "cellspacing"},
    "td": {"width", "height", "colspan", "rowspan", "nowrap"},
    "th": {"width", "height", "colspan", "rowspan", "nowrap"},
    "col": {"width", "span"},
    "font": {"color", "face", "size"},
    "ol": {"start", "type"},
    "ul": {"type"},
    "hr": {"width", "size", "color"},
}
_PROPERTIES = frozenset(
    re.findall(
        r"[\w-]+",
        """color background background-color font font-family font-size font-style font-
        weight text-align text-decoration text-transform text-indent vertical-align
        white-space line-height letter-spacing width height max-width min-width max-
        height min-height margin margin-top margin-right margin-bottom margin-left
        padding padding-top padding-right padding-bottom padding-left border border-top
        border-right border-bottom border-left border-color border-style border-width
        border-collapse border-spacing border-radius list-style-type display""",
    )
)
_DISPLAYS = {"block", "inline", "inline-block", "none"}
_FORBIDDEN = ("url(", "expression", "calc(", "@", "\\", "var(", "attr(", "gradient")
_COLOURS = {"color", "background", "background-color", "font-family", "border-color"}
_LONGEST = 200
"""Characters of one value of a style."""
_NUMBER = re.compile(
    r"(-?\d*\.?\d+(?:e[+-]?\d+)?)(px|pt|em|rem|ex|%|in|cm|mm|vw|vh|)", re.IGNORECASE
)
_SIZES = {"px": 2000, "pt": 1500, "em": 60, "rem": 60, "ex": 100, "%": 100, "in": 20, "cm": 50,
          "mm": 500, "": 2000, "vw": 100, "vh": 100}  # fmt: skip
_FONT = _SIZES | {"px": 96, "pt": 72, "em": 6, "rem": 6, "%": 600, "": 96}
_LINE = _SIZES | {"": 4, "px": 200, "pt": 150, "em": 5, "%": 400}
_NEGATIVE = 200
_COUNTS = {"colspan": 50, "rowspan": 200, "span": 50, "border": 20, "cellpadding": 100,
           "cellspacing": 100, "start": 100_000, "width": 2000, "height": 2000}  # fmt: skip


def safe_for_screen(html: str) -> str:
    """The body of a letter as the embedded view may have it."""
    import nh3

    return nh3.clean(
        # The looks of the whole letter stand in its body, which is no part of a fragment.
        re.sub(r"<(/?)body\b", r"<\1div", html, flags=re.IGNORECASE),
        tags=set(_TAGS),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        clean_content_tags={"script", "style", "title", "noscript", "template"},
        link_rel=None,
        strip_comments=True,
    )


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return style(value)
    if name in _COUNTS or (name == "size" and tag == "hr"):
        return _counted(name, value)
    if name == "size":
        size = re.match(r"\s*([+-]?\d)", value)
        return size and size[1]
    if name == "src":
        # Only what travels with the letter: everything else would be fetched.
        return value if value.startswith("cid:") else None
    return value


def _counted(name: str, value: str) -> str | None:
    number = re.match(r"\s*(\d{1,9})(\s*%)?", value)
    if number is None:
        return None
    if number[2]:
        return f"{min(int(number[1]), 100)}%"
    return str(min(int(number[1]), _COUNTS.get(name, 2000)))


def style(text: str) -> str | None:
    """The declarations that the view knows, their numbers kept within reason."""
    kept = []
    for declaration in text.split(";"):
        name, colon, value = declaration.partition(":")
        name, value = name.strip().lower(), value.strip()
        if colon and name in _PROPERTIES and len(value) <= _LONGEST and _is_harmless(name, value):
            kept.append(f"{name}:{_bounded(name, value)}")
    # The last semicolon matters: up to the next one the view takes a font's name for lower case.
    return ";".join(kept) + ";" if kept else None


def _is_harmless(name: str, value: str) -> bool:
    lowered = value.lower()
    if any(word in lowered for word in _FORBIDDEN):
        return False
    if name == "display":
        return lowered in _DISPLAYS
    return not (_has_colour(name, value) and re.search(r"(?<!#)\b\d{5,}", value))


def _has_colour(name: str, value: str) -> bool:
    return name in _COLOURS or "#" in value


def _bounded(name: str, value: str) -> str:
    if name in {"font-size", "font"}:
        return _NUMBER.sub(_limit(_FONT, 0), value)
    if name == "line-height":
        return _NUMBER.sub(_limit(_LINE, 0), value)
    if _has_colour(name, value):
        return value
    lowest = -_NEGATIVE if name.startswith(("margin", "text-indent", "letter")) else 0
    return _NUMBER.sub(_limit(_SIZES, lowest), value)


def _limit(sizes: dict[str, int], lowest: int) -> Callable[[re.Match[str]], str]:
    def bounded(match: re.Match[str]) -> str:
        unit = match[2].lower()
        most = sizes.get(unit, 100)
        return f"{max(-min(-lowest, most), min(most, float(match[1]))):g}{unit}"

    return bounded
