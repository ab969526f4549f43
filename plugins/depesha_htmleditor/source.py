"""What is a tag and what a comment in a source, and how a selection is put between tags."""

import html
import re
from collections.abc import Iterator

_MARKUP = re.compile(r"(?P<comment><!--.*?-->)|(?P<tag></?[a-z][^<>]*>)", re.IGNORECASE | re.DOTALL)


def markup(source: str) -> Iterator[tuple[str, int, int]]:
    """Kind (`tag`, `comment`) and place of each piece of markup."""
    for match in _MARKUP.finditer(source):
        yield str(match.lastgroup), match.start(), match.end()


def wrapped(text: str, tag: str) -> str:
    """The text between an opening and a closing tag; taken out of them where it stands in them."""
    opener, closer = f"<{tag}>", f"</{tag}>"
    if text.startswith(opener) and text.endswith(closer):
        return text[len(opener) : -len(closer)]
    return f"{opener}{text}{closer}"


def linked(text: str, address: str) -> str:
    """The text as a link; the address itself where there is none."""
    href = html.escape(address)
    return f'<a href="{href}">{text or html.escape(address, quote=False)}</a>'


def picture(cid: str) -> str:
    """The tag that shows a picture."""
    return f'<img src="cid:{html.escape(cid)}" alt="">'
