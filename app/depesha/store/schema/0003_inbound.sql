-- What people and providers tell us by themselves.

-- How far each account has been listened to.
CREATE TABLE heard (
    account TEXT PRIMARY KEY,             -- 'email.main'
    cursor TEXT NOT NULL,                 -- the channel's own words for it
    at REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- Answers to our messages, and opt-outs that a person must look at.
CREATE TABLE incoming (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    account TEXT NOT NULL,
    ref TEXT NOT NULL,                    -- the provider's id of it
    kind TEXT NOT NULL,                   -- 'reply' or 'opt_out'
    delivery_id INTEGER REFERENCES delivery (id) ON DELETE SET NULL,
    mailing_id INTEGER REFERENCES mailing (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    at REAL NOT NULL,
    state TEXT NOT NULL DEFAULT '',       -- of an opt-out: '' waits, 'confirmed', 'dismissed'
    UNIQUE (channel, account, ref)
) STRICT;
CREATE INDEX incoming_mailing ON incoming (mailing_id);
CREATE INDEX incoming_waiting ON incoming (at) WHERE kind = 'opt_out' AND state = '';
