"""Line breaks of a text made of HTML, decided when the message is whole.

What a paragraph or a cell asks for depends on what stands before it, which in a loop is known only
when it has run. So the walker leaves signs, non-characters that no value can contain, and
`lay_out` turns each run of them into the white space it comes to.
"""

import re

LINE = "\ufdd4"
"""A line ends here, for certain."""
BREAK = "\ufdd5"
"""What follows begins a line, unless it does already."""
PARAGRAPH = "\ufdd6"
"""What follows begins a paragraph, after an empty line."""
ROW = "\ufdd7"
"""A row of a table begins: a line, whose first cell needs no sign before it."""
CELL = "\ufdd8"
"""A cell begins."""
GLUE = "\ufdd9"
"""What follows stands on this line, whatever tags are around it."""

SIGNS = re.compile("[\ufdd4-\ufdd9]")
_RUN = re.compile("[\ufdd4-\ufdd9][ \t\n\ufdd4-\ufdd9]*")


def lay_out(text: str) -> str:
    """The text with white space for the signs, no blanks at the ends of lines, none around it."""
    lines = _RUN.sub(_white, text).split("\n")
    return "\n".join([line.rstrip() for line in lines]).strip()


def _white(match: re.Match[str]) -> str:
    run = match[0]
    if GLUE in run:
        return " "
    if CELL in run and ROW not in run:
        return " | "
    breaks = 2 if PARAGRAPH in run else int(BREAK in run or ROW in run)
    return "\n" * min(2, max(breaks, run.count(LINE) + run.count("\n")))
