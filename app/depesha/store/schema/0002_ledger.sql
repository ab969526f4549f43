-- Mailings and deliveries: one row per person per message, from the moment it is planned.

-- A mailing: one text to many people through one channel.
CREATE TABLE mailing (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,             -- random; the stem of every delivery's key
    channel TEXT NOT NULL,
    account TEXT NOT NULL,                -- '' for any account of the channel
    mode TEXT NOT NULL,                   -- 'on' or 'test'
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    template TEXT NOT NULL,               -- name of the template it came from, or ''
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    format TEXT NOT NULL,                 -- 'simple' or 'html'
    attachments TEXT NOT NULL,            -- JSON list of paths, macros allowed
    fields TEXT NOT NULL,                 -- JSON list of the custom fields that are macros in it
    state TEXT NOT NULL,                  -- domain.states.MailingState
    why TEXT NOT NULL DEFAULT '',         -- reason of the last pause by the program
    answer TEXT NOT NULL DEFAULT '',      -- the server's own words to it
    created_at REAL NOT NULL,             -- seconds since the epoch, like all moments here
    start_at REAL NOT NULL,               -- nothing leaves earlier
    latest_start REAL,                    -- a start missed beyond this moment asks first
    finished_at REAL
) STRICT;
CREATE INDEX mailing_created ON mailing (created_at);
CREATE INDEX mailing_live ON mailing (state);

-- Pictures of mailings, kept as they were when the mailing was planned.
CREATE TABLE picture (
    mailing_id INTEGER NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
    cid TEXT NOT NULL,
    mime TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (mailing_id, cid)
) STRICT, WITHOUT ROWID;

-- What one session takes up at once: 30 to 60 seconds of work, at most 500 deliveries.
CREATE TABLE batch (
    id INTEGER PRIMARY KEY,
    mailing_id INTEGER NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
    state TEXT NOT NULL DEFAULT 'ready',  -- ready, running, done
    run_at REAL NOT NULL
) STRICT;
CREATE INDEX batch_mailing ON batch (mailing_id);
-- An account with narrow limits has a batch for each message or two; a look must not read them all.
CREATE INDEX batch_ready ON batch (mailing_id, run_at) WHERE state = 'ready';
CREATE INDEX batch_running ON batch (mailing_id) WHERE state = 'running';

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    mailing_id INTEGER NOT NULL REFERENCES mailing (id) ON DELETE CASCADE,
    batch_id INTEGER REFERENCES batch (id) ON DELETE CASCADE,  -- NULL: skipped, never to be sent
    person_kind TEXT NOT NULL,            -- 'contact' or 'employee'
    person_id INTEGER NOT NULL,
    code INTEGER NOT NULL,
    name TEXT NOT NULL,                   -- as it was shown when the mailing was planned
    address TEXT NOT NULL,                -- normal form; as typed where it was refused
    document TEXT NOT NULL DEFAULT '',    -- what it is about: type and number
    data TEXT NOT NULL,                   -- JSON of the values the text uses, for this person
    state TEXT NOT NULL,                  -- domain.states.State
    reason TEXT NOT NULL DEFAULT '',      -- api.reasons.Reason
    answer TEXT NOT NULL DEFAULT '',      -- the server's own words, or the detail of a skip
    account TEXT NOT NULL DEFAULT '',     -- which account carried it
    provider_id TEXT NOT NULL DEFAULT '',
    parts INTEGER,                        -- SMS segments: planned, then as the provider counted
    cost TEXT,                            -- exact decimal
    round INTEGER NOT NULL DEFAULT 0,     -- raised by every repetition a person ordered
    failures INTEGER NOT NULL DEFAULT 0,  -- tries in a row that certainly did not go
    next_at REAL,                         -- waiting: next try; accepted or unknown: next poll
    updated_at REAL NOT NULL
) STRICT;
CREATE INDEX delivery_mailing ON delivery (mailing_id);
CREATE INDEX delivery_batch ON delivery (batch_id);
CREATE INDEX delivery_person ON delivery (person_kind, person_id);
CREATE INDEX delivery_due ON delivery (next_at) WHERE next_at IS NOT NULL;
-- One message per address per mailing is the database's rule, not the code's hope.
CREATE UNIQUE INDEX delivery_address ON delivery (mailing_id, address) WHERE batch_id IS NOT NULL;

-- Every try that reached or may have reached a provider, and every later word of the provider.
CREATE TABLE attempt (
    id INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    account TEXT NOT NULL,
    started_at REAL NOT NULL,             -- counts against the account's limits
    finished_at REAL NOT NULL,
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    answer TEXT NOT NULL
) STRICT;
CREATE INDEX attempt_delivery ON attempt (delivery_id);
CREATE INDEX attempt_started ON attempt (started_at);

-- Accounts that must wait, or that a person must mend first.
CREATE TABLE hold (
    account TEXT PRIMARY KEY,             -- 'email.main'
    until REAL,                           -- NULL: until a person resumes
    reason TEXT NOT NULL,
    answer TEXT NOT NULL,
    cure TEXT NOT NULL
) STRICT, WITHOUT ROWID;
