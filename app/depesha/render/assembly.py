"""The parts of a message, written for one style: subject, HTML, text, attachment paths."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from jinja2 import nodes

from depesha.api import Picture, Style, _
from depesha.api.i18n import current_language
from depesha.domain.segments import normalise
from depesha.render import letter, simple, tags, walker
from depesha.render.formats import clean, one_line
from depesha.render.grammar import MAX_PROBLEMS, Grammar
from depesha.render.pieces import MARK, MisplacedError, Pieces
from depesha.render.problems import Part, Problem
from depesha.render.template import Source

Nodes = list[nodes.Node]
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(slots=True)
class Assembly:
    """A source on its way to a program."""

    source: Source
    style: Style
    grammar: Grammar
    shown: set[str] = field(default_factory=set)
    """The cids of pictures in the text."""
    css_later: bool = False
    """The style sheet is put into the tags of each message, for blocks change what it selects."""

    @property
    def problems(self) -> list[Problem]:
        """What was found so far."""
        return self.grammar.problems

    def subject(self) -> Nodes:
        """One line; nothing where the style has none."""
        if self.style is not Style.LETTER:
            return []
        return self._plain(one_line(clean(self.source.subject)), "subject", "line")

    def attachments(self) -> list[Nodes]:
        """A path for each pattern."""
        if self.style is Style.TEXT:
            return []
        return [self._plain(clean(p), "attachment", "path") for p in self.source.attachments]

    def _plain(self, text: str, part: Part, place: str) -> Nodes:
        pieces = Pieces.of(self.grammar.read(text, part))
        return pieces.build(pieces.text, place)

    def body(self) -> tuple[Nodes, Nodes]:
        """HTML and text."""
        text = clean(self.source.body)
        css = ""
        if self.grammar.too_long(text, "body"):
            return [], []
        if self.source.format == "html":
            text, css = letter.without_css(text)
            letter.check_size(text, css, self._complain)
        pieces = Pieces.of(self.grammar.read(text, "body"))
        if any(problem.fatal for problem in self.problems):
            return [], []  # what follows would complain about the consequences
        return self._html(pieces, css) if self.source.format == "html" else self._simple(pieces)

    # --- Simple ----------------------------------------------------------------------------------

    def _simple(self, pieces: Pieces) -> tuple[Nodes, Nodes]:
        def complain(sentence: str, index: int, *, fatal: bool) -> None:
            if len(self.problems) < MAX_PROBLEMS:
                line = 0 if pieces.blocks else pieces.text.count("\n", 0, index) + 1
                self.problems.append(Problem("body", line, 0, sentence, fatal))

        events = simple.read(pieces.text, self._cids(), complain)
        self.shown = set(tags.cids(events))
        html: Nodes = []
        if self.style is Style.LETTER:
            document = letter.document(tags.write_html(events), self._language(), plain=True)
            html = pieces.build(document, "html")
        return html or self._tags(events, pieces), self._text(events, pieces)

    # --- HTML ------------------------------------------------------------------------------------

    def _html(self, pieces: Pieces, css: str) -> tuple[Nodes, Nodes]:
        body = letter.sanitised(pieces.text)
        if sorted(MARK.findall(body)) != sorted(MARK.findall(pieces.text)):
            self._complain(_misplaced())
            return [], []
        events, self.shown = walker.walk(body, self._cids(), self._complain)
        try:
            html: Nodes = []
            if self.style is Style.LETTER:
                html = pieces.build(self._document(body, css, pieces), "html")
            return html or self._tags(events, pieces), self._text(events, pieces)
        except MisplacedError:
            self._complain(_misplaced())
            return [], []

    def _document(self, body: str, css: str, pieces: Pieces) -> str:
        document = letter.document(body, self._language(), css=css, plain=False)
        self.css_later = bool(css and pieces.blocks)
        if css and not pieces.blocks:
            document = letter.inlined(document)
        return letter.placed(document, self._complain)

    def _complain(self, sentence: str) -> None:
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem("body", 0, 0, sentence))

    # --- Both ------------------------------------------------------------------------------------

    def _tags(self, events: Iterable[tags.Event], pieces: Pieces) -> Nodes:
        if self.style is not Style.TAGS:
            return []
        return pieces.build(_tidy(tags.write_tags(events)), "tags")

    def _text(self, events: Iterable[tags.Event], pieces: Pieces) -> Nodes:
        written = _tidy(tags.write_text(events))
        if self.style is Style.TEXT:
            return pieces.build(normalise(written), "sms")
        return pieces.build(written, "text")

    def _language(self) -> str:
        language = self.source.language
        return language if _LANGUAGE.fullmatch(language) else current_language()

    def _cids(self) -> Collection[str]:
        return {picture.cid for picture in self.source.pictures}

    def pictures(self) -> tuple[Picture, ...]:
        """Those that travel with the message; letters complain about those not shown."""
        if self.style is Style.TEXT:
            return ()
        if self.style is Style.TAGS:
            return self.source.pictures
        for picture in self.source.pictures:
            if picture.cid not in self.shown and len(self.problems) < MAX_PROBLEMS:
                sentence = _("The picture “{name}” is not in the text and will not be sent.")
                sentence = sentence.format(name=picture.cid)
                self.problems.append(Problem("body", 0, 0, sentence, fatal=False))
        return tuple(p for p in self.source.pictures if p.cid in self.shown)


def _misplaced() -> str:
    return _(
        "A macro or {block} stands where a letter shows no text: inside a tag but not in its "
        "quotes, in an address that is not allowed, or in a table but not in a cell."
    ).format(block="{% %}")


def _tidy(text: str) -> str:
    """No blanks at the ends of lines."""
    return re.sub(r"[ \t]+(?=\n)", "", text)
