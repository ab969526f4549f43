"""What a file would be read as: for the grid that is shown before an import."""

from dataclasses import dataclass
from pathlib import Path

from depesha.exchange.fields import by_name
from depesha.exchange.importing import How, arrange, look
from depesha.store.database import Database


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything as it would be used; override with `How` and ask again."""

    format: str
    encoding: str
    """Empty where the format knows by itself."""
    delimiter: str
    header_row: int
    """As table programs number rows, from 1; 0 where the file has no header."""
    headers: tuple[str, ...]
    """A name for each column: its header, else its letter."""
    rows: tuple[tuple[str, ...], ...]
    """The first rows below the header, cleaned, as wide as `headers`."""
    fields: tuple[str, ...]
    """For each column the field it fills, or empty."""
    unmapped: tuple[str, ...]
    """Headers of the columns that fill nothing."""
    choices: tuple[str, ...]
    """All fields a column could fill, besides `custom:` and a name for contacts."""
    remembered: bool
    """The mapping is the one that was chosen for this layout before."""
    notes: tuple[str, ...]


def preview(db: Database, path: Path, what: str, how: How) -> Preview:
    """Look into a file; `what` is `contacts`, `employees` or `documents`. Raises InputError."""
    table, layout = look(db, path, what, how)
    columns = arrange(db.reader, what, layout, how)
    width = max([len(layout.headers), *map(len, layout.sample)])
    of = {column: field for field, places in columns.of.items() for column in places}
    return Preview(
        format=table.format,
        encoding=table.encoding,
        delimiter=table.delimiter,
        header_row=layout.header_row + 1,
        headers=tuple(layout.title(column) for column in range(width)),
        rows=tuple(tuple(row + [""] * (width - len(row))) for row in layout.sample if any(row)),
        fields=tuple(of.get(column, "") for column in range(width)),
        unmapped=columns.unmapped(layout),
        choices=tuple(field for field in by_name(what) if field != "problem"),
        remembered=columns.remembered,
        notes=table.notes,
    )
