-- People and papers. Every table is STRICT: a value of the wrong type is an error, not a surprise.
-- Kinds, states and the like are plain text without a list of what is allowed: a newer version may
-- know more of them, and reading must go on.
-- Dates are ISO text, moments are seconds since the epoch.
-- Money and quantities are TEXT: the digits that came in are the digits that go out, however many
-- decimals a currency or a weight has. SQL never adds them up; order by CAST(amount AS REAL).

-- The highest code of anybody deleted, so that it is not given to the next person.
CREATE TABLE retired_code (
    people TEXT PRIMARY KEY,                -- 'contact' or 'employee'
    last INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO retired_code VALUES ('contact', 0), ('employee', 0);

CREATE TABLE category (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,                 -- folded for search: no case, ё as е
    parent_id INTEGER REFERENCES category(id)
) STRICT;
CREATE UNIQUE INDEX category_name ON category(ifnull(parent_id, 0), name_key);

CREATE TABLE employee (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code INTEGER NOT NULL UNIQUE,
    name TEXT NOT NULL,
    position TEXT NOT NULL,
    department TEXT NOT NULL,
    firm TEXT NOT NULL,
    email TEXT NOT NULL,
    work_phone TEXT NOT NULL,
    mobile_phone TEXT NOT NULL,
    telegram TEXT NOT NULL,
    name_key TEXT NOT NULL
) STRICT;
CREATE INDEX employee_name ON employee(name_key);

-- Ids are not used twice: journals keep the ids of deleted contacts.
CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code INTEGER NOT NULL UNIQUE,
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    name TEXT NOT NULL,
    display_name TEXT NOT NULL,
    parent_id INTEGER REFERENCES contact(id) ON DELETE SET NULL,
    category_id INTEGER REFERENCES category(id) ON DELETE SET NULL,
    city TEXT NOT NULL,
    mobile_phone TEXT NOT NULL,
    work_phone TEXT NOT NULL,
    email TEXT NOT NULL,
    extra_emails TEXT NOT NULL,             -- JSON list, empty for none
    contact_person TEXT NOT NULL,
    manager_id INTEGER REFERENCES employee(id) ON DELETE SET NULL,
    currency TEXT NOT NULL,
    balance TEXT NOT NULL,
    overdue TEXT NOT NULL,
    inn TEXT NOT NULL,
    preferred_channels TEXT NOT NULL,       -- JSON list, empty for none
    language TEXT NOT NULL,
    timezone TEXT NOT NULL,
    blocked TEXT NOT NULL,
    telegram TEXT NOT NULL,
    birthday TEXT,
    note TEXT NOT NULL,
    custom TEXT NOT NULL,                   -- JSON object, empty for none: read whole, with the row
    name_hash INTEGER NOT NULL,             -- CRC-32 of the folded name: imports find people by it
    shown_key TEXT NOT NULL,                -- folded shown name: the order of lists
    search_text TEXT NOT NULL               -- depesha.domain.lookup.haystack()
) STRICT;
CREATE UNIQUE INDEX contact_external ON contact(external_id) WHERE external_id <> '';
CREATE INDEX contact_mobile ON contact(mobile_phone, name_hash) WHERE mobile_phone <> '';
CREATE INDEX contact_email ON contact(email COLLATE NOCASE, name_hash) WHERE email <> '';
CREATE INDEX contact_inn ON contact(inn, name_hash) WHERE inn <> '';
-- Documents name people by either name; where no display name is filled, shown_key is both.
CREATE INDEX contact_named ON contact(name_hash) WHERE display_name <> '';
-- Contacts that nothing but the name is known of.
-- One expression and not `mobile_phone = ''`: that would make SQLite plan `mobile_phone = ?` anew for
-- each value bound, five times slower.
CREATE INDEX contact_bare ON contact(name_hash)
    WHERE mobile_phone || email || inn || external_id = '';
CREATE INDEX contact_parent ON contact(parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX contact_category ON contact(category_id) WHERE category_id IS NOT NULL;
CREATE INDEX contact_manager ON contact(manager_id) WHERE manager_id IS NOT NULL;
CREATE INDEX contact_shown ON contact(shown_key);

-- Trigrams propose candidates, instr() on search_text decides; so positions are not kept
-- (detail=none: a third of the size). Kept in step by store/contacts.py and not by triggers:
-- FTS5 writes its cache out at every statement of a trigger, and importing took four times longer.
CREATE VIRTUAL TABLE contact_search USING fts5(
    search_text, content='contact', content_rowid='id',
    tokenize='trigram case_sensitive 1', detail=none, columnsize=0
);

-- The names of all custom fields ever seen: each is a macro.
CREATE TABLE custom_field (name TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE document_type (
    key TEXT PRIMARY KEY,
    title TEXT NOT NULL                     -- empty for the shipped ones: their titles are translated
) STRICT, WITHOUT ROWID;
INSERT INTO document_type VALUES
    ('order', ''), ('invoice_out', ''), ('invoice_in', ''), ('return', ''), ('payment', ''), ('vin', '');

CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    type TEXT NOT NULL REFERENCES document_type(key),
    number TEXT NOT NULL,
    external_number TEXT NOT NULL,
    date TEXT NOT NULL,
    contact_id INTEGER NOT NULL REFERENCES contact(id),
    author_id INTEGER REFERENCES employee(id) ON DELETE SET NULL,
    state TEXT NOT NULL,
    amount TEXT NOT NULL,
    paid TEXT NOT NULL,
    currency TEXT NOT NULL,
    due_date TEXT,
    comment TEXT NOT NULL
) STRICT;
-- Numbers begin anew each year.
CREATE INDEX document_number ON document(type, number, substr(date, 1, 4));
CREATE INDEX document_journal ON document(type, date);
CREATE INDEX document_date ON document(date);
CREATE INDEX document_contact ON document(contact_id, date);
CREATE INDEX document_author ON document(author_id) WHERE author_id IS NOT NULL;

CREATE TABLE document_line (
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    article TEXT NOT NULL,
    name TEXT NOT NULL,
    quantity TEXT NOT NULL,
    price TEXT NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE document_file (
    document_id INTEGER NOT NULL REFERENCES document(id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (document_id, position)
) STRICT, WITHOUT ROWID;

-- Addresses that are not written to: the person said stop, the mail box is gone.
CREATE TABLE suppression (
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    reason TEXT NOT NULL,
    at REAL NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (channel, address)
) STRICT, WITHOUT ROWID;

-- What people agreed to and refused, a row per word of theirs: the latest counts, all are evidence.
CREATE TABLE consent (
    id INTEGER PRIMARY KEY,
    contact_id INTEGER NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
    channel TEXT NOT NULL,
    granted INTEGER NOT NULL,               -- 1 agreed, 0 refused
    at REAL NOT NULL,
    source TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;
CREATE INDEX consent_person ON consent(contact_id, channel);

-- Which column of a file means what, remembered for each layout of columns.
CREATE TABLE layout (
    fingerprint TEXT PRIMARY KEY,
    mapping TEXT NOT NULL                   -- JSON object: field → column
) STRICT, WITHOUT ROWID;
