"""Finding contacts as you type, among a million of them.

Order: the contact whose code was typed; then names that begin with what was typed, by name; then
the rest by name. Where more than RANKED contacts fit and few names begin so, the rest that
`search` shows is the beginning of the alphabet among those RANKED stored first: nobody reads
thousands of hits, everybody types another letter. `search_ids` orders all.
"""

import sqlite3
from array import array
from collections.abc import Iterator

from depesha.domain.lookup import Query, readings

RANKED = 2000
"""So many candidates are put in order while somebody types: under 10 ms of work at a million."""

_LAST = "\U0010ffff"


def search(c: sqlite3.Connection, text: str, limit: int = 50) -> list[int]:
    """The ids of the best hits, best first. Text without letters and digits finds nobody."""
    return _search(c, text, limit, RANKED).tolist()


def search_ids(c: sqlite3.Connection, text: str) -> "array[int]":
    """The ids of all hits, in the same order. Takes a second where half a million fit."""
    return _search(c, text, -1, -1)


def _search(c: sqlite3.Connection, text: str, limit: int, ranked: int) -> "array[int]":
    for query in readings(text):
        best = dict.fromkeys([*_by_code(c, query), *_beginning(c, query, limit)])
        found = array("q", best)
        if limit < 0 or len(best) < limit:
            # One after the other: of half a million a list would take more memory than the window.
            found.extend(id_ for id_ in _anywhere(c, query, limit, ranked) if id_ not in best)
        if found:
            return found if limit < 0 else found[:limit]
    return array("q")


def _by_code(c: sqlite3.Connection, query: Query) -> Iterator[int]:
    typed = query.opening
    # The last check keeps `007` from being 7, which does not contain it.
    if typed.isascii() and typed.isdigit() and len(typed) < 19 and str(int(typed)) == typed:
        rows = c.execute("SELECT id FROM contact WHERE code = ?", (int(typed),))
        yield from (id_ for (id_,) in rows)


def _beginning(c: sqlite3.Connection, query: Query, limit: int) -> Iterator[int]:
    if query.opening:
        rows = c.execute(
            "SELECT id FROM contact WHERE shown_key >= ? AND shown_key < ? "
            "ORDER BY shown_key, id LIMIT ?",
            (query.opening, query.opening + _LAST, limit),
        )
        yield from (id_ for (id_,) in rows)


def _anywhere(c: sqlite3.Connection, query: Query, limit: int, ranked: int) -> Iterator[int]:
    # The trigrams of a longer piece may stand apart from one another; then the text decides.
    doubtful = [term for term in query.terms if any(len(piece) > 3 for piece in term)]
    tests = "".join(
        f" AND ({' OR '.join(['instr(contact.search_text, ?)'] * len(term))})" for term in doubtful
    )
    rows = c.execute(
        "SELECT id FROM ("
        "  SELECT contact.id, contact.shown_key FROM contact_search"
        "  CROSS JOIN contact ON contact.id = contact_search.rowid"
        f" WHERE contact_search MATCH ?{tests} LIMIT ?"
        ") ORDER BY shown_key, id LIMIT ?",
        (_trigrams(query), *(p for term in doubtful for p in term), ranked, limit),
    )
    yield from (id_ for (id_,) in rows)


def _trigrams(query: Query) -> str:
    terms = (" OR ".join(map(_trigrams_of, pieces)) for pieces in query.terms)
    return " AND ".join(f"({term})" for term in terms)


def _trigrams_of(piece: str) -> str:
    # As few as cover the piece: each one more is another list to read.
    starts = dict.fromkeys([*range(0, len(piece) - 2, 3), len(piece) - 3])
    quoted = (piece[start : start + 3].replace('"', '""') for start in starts)
    return " AND ".join(f'"{trigram}"' for trigram in quoted)
