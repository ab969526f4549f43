"""The document around a letter's body, the sanitising of foreign HTML, and its CSS.

Sanitising happens once, on the template, with marks in place of values and blocks: afterwards the
HTML is in its canonical form (attributes in double quotes, tags closed), and a value, escaped, can
end neither text nor attribute.
"""

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from depesha.api import _
from depesha.render.pieces import BLOCK_MARK, EXPRESSION_MARK, at
from depesha.render.tags import address

if TYPE_CHECKING:
    from css_inline import CSSInliner

_SHELL = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
{style}</head>
<body{look}>
{body}
</body>
</html>
"""
_LOOK = (
    ' style="margin:0;padding:16px;background:#ffffff;color:#222222;'
    'font:15px/1.5 Arial,Helvetica,sans-serif"'
)

_TAGS = frozenset(
    re.findall(
        r"\w+",
        """a abbr address article aside b bdi bdo big blockquote br caption center cite code col
        colgroup dd del dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr
        i img ins kbd li main mark nav ol p pre q s samp section small span strike strong sub sup
        table tbody td tfoot th thead time tr tt u ul var wbr""",
    )
)
_EVERYWHERE = frozenset(
    re.findall(
        r"\w+",
        """style class id align valign dir lang title bgcolor background width height border
        cellpadding cellspacing color face size role""",
    )
)
_ATTRIBUTES = {
    "*": _EVERYWHERE,
    "a": frozenset({"href", "name", "target"}),
    "img": frozenset({"src", "alt"}),
    "td": frozenset({"colspan", "rowspan", "nowrap"}),
    "th": frozenset({"colspan", "rowspan", "nowrap", "scope"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "ul": frozenset({"type"}),
    "li": frozenset({"value"}),
    "time": frozenset({"datetime"}),
}
_DROPPED_WHOLE = frozenset({"script", "style", "title", "noscript", "template", "iframe", "object"})


def document(body: str, language: str, *, css: str = "", plain: bool) -> str:
    """A full HTML document. `plain` gives it the sober look of the simple format."""
    style = f"<style>\n{css}\n</style>\n" if css else ""
    look = _LOOK if plain else ""
    return _SHELL.format(language=language, style=style, look=look, body=body)


# --- Foreign HTML -------------------------------------------------------------------------------

_OPENERS = {
    "style": re.compile(r"<style\b[^<>]*>", re.IGNORECASE),
    "script": re.compile(r"<script\b[^<>]*>", re.IGNORECASE),
    "title": re.compile(r"<title\b[^<>]*>", re.IGNORECASE),
    "": re.compile("<!--"),
}
_IMPORT = re.compile(r"@import[^;]*;?", re.IGNORECASE)


def without_css(source: str) -> tuple[str, str]:
    """The HTML without style sheets, comments, scripts and title, line numbers kept; and the CSS.

    CSS braces must not be taken for macros, nor `{#id` for a comment of Jinja2.
    """
    css: list[str] = []
    for name in _OPENERS:
        source = _cut(source, name, css if name == "style" else [])
    return source, _IMPORT.sub("", "\n".join(css).replace("<", "")).strip()


def _cut(source: str, name: str, contents: list[str]) -> str:
    # By hand: a regular expression would look for the end anew from every beginning.
    closer = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE)
    kept, at = [], 0
    while start := _OPENERS[name].search(source, at):
        end = closer.search(source, start.end())
        if end is None:
            break
        contents.append(source[start.end() : end.start()])
        kept += [source[at : start.start()], "\n" * source.count("\n", start.start(), end.end())]
        at = end.end()
    return "".join([*kept, source[at:]])


MAX_CSS = 50_000
MAX_TAGS = 20_000
MAX_DEPTH = 200
MAX_FORMATTING = 30
"""Of `<font>` and the like, which HTML opens anew in each paragraph until they are closed."""
_TAG_NAME = re.compile(r"<(/?)([a-z][a-z0-9]*)", re.IGNORECASE)
_FORMATTING = frozenset(
    re.findall(r"\w+", "a b big code em font i nobr s small strike strong tt u span")
)
# Void, or closed by what follows.
_SHALLOW = frozenset(
    re.findall(
        r"\w+",
        """area base br col embed hr img input link meta param source track wbr p li dt dd tr td th
        thead tbody tfoot colgroup caption option""",
    )
)


def check_size(source: str, css: str, complain: Callable[[str], None]) -> None:
    """Complain about HTML that would grow beyond measure while it is put in order."""
    if len(css) > MAX_CSS:
        complain(_("The style sheet is longer than {limit} characters.").format(limit=MAX_CSS))
    tags = depth = deepest = formatting = most = 0
    for end, name in _TAG_NAME.findall(source):
        tags += 1
        step = -1 if end else 1
        if name.lower() in _FORMATTING:
            formatting = max(0, formatting + step)
            most = max(most, formatting)
        elif name.lower() not in _SHALLOW:
            depth = max(0, depth + step)
            deepest = max(deepest, depth)
    if tags > MAX_TAGS or deepest > MAX_DEPTH or most > MAX_FORMATTING:
        complain(_("The HTML has too many tags, or too many that are not closed."))


_RAW_TAG_OR_MARK = re.compile(
    r"(<[a-z/!](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>)|" + BLOCK_MARK.pattern, re.IGNORECASE
)
_IMPLIED_ROWS = re.compile(
    r"(<table\b[^<>]*>|</(?:thead|caption|colgroup)\s*>)((?:\s|<!--[^<>]*-->)*)(?=<tr\b)",
    re.IGNORECASE,
)


def sanitised(source: str) -> str:
    """The body of a letter: what letters need, nothing that runs, loads by itself or escapes.

    Marks of blocks come in and go out bare; outside of tags they travel as comments meanwhile,
    which HTML allows even between the rows of a table. What stood at a place that HTML does not
    know is gone with its marks.
    """
    import nh3

    source = re.sub(r"<(/?)body\b", r"<\1div", source, flags=re.IGNORECASE)
    source = _RAW_TAG_OR_MARK.sub(lambda m: m[1] or f"<!--{m[0]}-->", source)
    # Browsers put a <tbody> before the first row; it must not begin inside a loop.
    source = _IMPLIED_ROWS.sub(r"\1<tbody>\2", source)
    clean = nh3.clean(
        source,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        clean_content_tags=_DROPPED_WHOLE,
        strip_comments=False,
        link_rel=None,
        url_schemes={"http", "https", "mailto", "tel", "cid"},
    )
    return _bare_blocks(clean)


def _bare_blocks(source: str) -> str:
    """The marks of blocks out of their comments again; other comments go."""
    source = re.sub(f"<!--({BLOCK_MARK.pattern})-->", r"\1", source)
    return re.sub("<!--.*?-->", "", source, flags=re.DOTALL)


_CANONICAL_TAG = re.compile(r"<[a-z][^<>\"]*(?:\"[^\"]*\"[^<>\"]*)*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r'([\w:-]+)="([^"]*)"')


def placed(source: str, complain: Callable[[str], None]) -> str:
    """Canonical HTML in which each value knows whether it stands in text, attribute or address."""
    return _CANONICAL_TAG.sub(
        lambda tag: (
            _ATTRIBUTE.sub(lambda attribute: _attribute(attribute, complain), tag[0])
            if EXPRESSION_MARK.search(tag[0])
            else tag[0]
        ),
        source,
    )


def _attribute(match: re.Match[str], complain: Callable[[str], None]) -> str:
    name, value = match[1].lower(), match[2]
    if not EXPRESSION_MARK.search(value):
        return match[0]
    if name == "style":
        complain(_('A value cannot stand inside style="…".'))
        return ""
    if name in {"href", "src", "background"}:
        known = address(BLOCK_MARK.sub("", value)) if not BLOCK_MARK.search(value) else None
        if known is None:
            complain(
                _(
                    'The address in {name}="…" must begin with https://, http://, mailto: or tel:.'
                ).format(name=name)
            )
            return ""
        return f'{name}="{known}"'
    return f'{name}="{at(value, "attribute")}"'


# --- CSS ----------------------------------------------------------------------------------------


@cache
def _inliner() -> "CSSInliner":
    from css_inline import CSSInliner

    # The library's own default would fetch style sheets from the network.
    return CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)


def inlined(html: str) -> str:
    """The document with its style sheet also written into the tags, for programs that drop it.

    A document that loops made very long keeps its style sheet alone: the work is rules by tags.
    """
    return _inliner().inline(html) if html.count("<") <= 2 * MAX_TAGS else html
