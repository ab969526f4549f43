-- What is left on the accounts at the providers, as they last said.
CREATE TABLE balance (
    account TEXT PRIMARY KEY,             -- 'sms.main'
    amount TEXT NOT NULL,                 -- a decimal number
    currency TEXT NOT NULL,               -- as the provider names it; '' where it does not
    warn_below TEXT NOT NULL,             -- what the office wanted then: '0' for no warning
    at REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- In which letters an SMS mailing leaves: domain.segments.Spelling.
ALTER TABLE mailing ADD COLUMN spelling TEXT NOT NULL DEFAULT '';
