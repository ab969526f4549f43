-- Chats: conversations by messengers, both ways.

CREATE TABLE chat (
    id INTEGER PRIMARY KEY,
    account TEXT NOT NULL,                  -- 'telegram.main': each bot has chats of its own
    address TEXT NOT NULL,                  -- in the channel's normal form
    name TEXT NOT NULL,                     -- as the messenger names the person
    phone TEXT NOT NULL DEFAULT '',         -- proved to be the person's own
    person_kind TEXT NOT NULL DEFAULT '',   -- 'contact', 'employee', or '' while nobody knows who
    person_id INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'open',     -- 'open', or 'closed': the person lets us write no more
    note TEXT NOT NULL DEFAULT '',          -- what a person of the office should know of it
    unread INTEGER NOT NULL DEFAULT 0,
    last_at REAL NOT NULL,
    last_text TEXT NOT NULL DEFAULT '',     -- the beginning of the last message, in one line
    last_out INTEGER NOT NULL DEFAULT 0,    -- 1 where it is ours
    search_text TEXT NOT NULL,              -- as described in depesha.domain.lookup
    UNIQUE (account, address)
) STRICT;
CREATE INDEX chat_recent ON chat (last_at);
CREATE INDEX chat_unread ON chat (id) WHERE unread > 0;
CREATE INDEX chat_person ON chat (person_kind, person_id) WHERE person_kind <> '';

CREATE TABLE chat_message (
    id INTEGER PRIMARY KEY,
    chat_id INTEGER NOT NULL REFERENCES chat (id) ON DELETE CASCADE,
    out INTEGER NOT NULL,                   -- 1 ours, 0 theirs
    ref TEXT NOT NULL,                      -- theirs: the provider's id; ours: the message's key
    author TEXT NOT NULL DEFAULT '',        -- of ours: who wrote it; '' for an automatic answer
    text TEXT NOT NULL,                     -- theirs: plain; ours: the simple format with its tags
    at REAL NOT NULL,
    state TEXT NOT NULL DEFAULT '',         -- of ours: domain.states.State
    reason TEXT NOT NULL DEFAULT '',        -- api.reasons.Reason
    answer TEXT NOT NULL DEFAULT '',        -- the server's own words
    provider_id TEXT NOT NULL DEFAULT '',
    failures INTEGER NOT NULL DEFAULT 0,    -- tries in a row that certainly did not go
    next_at REAL,                           -- queued or waiting: when to try
    ask_phone INTEGER NOT NULL DEFAULT 0,
    UNIQUE (chat_id, out, ref)
) STRICT;
CREATE INDEX chat_message_at ON chat_message (chat_id, at, id);
CREATE INDEX chat_message_due ON chat_message (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX chat_message_sending ON chat_message (chat_id) WHERE state = 'sending';

-- Pictures and files of messages; their content lies in the profile's folder.
CREATE TABLE chat_file (
    id INTEGER PRIMARY KEY,
    message_id INTEGER NOT NULL REFERENCES chat_message (id) ON DELETE CASCADE,
    name TEXT NOT NULL,                     -- as people read it; not a path
    mime TEXT NOT NULL,
    size INTEGER NOT NULL,
    picture INTEGER NOT NULL,               -- 1: shown in the conversation
    ref TEXT NOT NULL DEFAULT '',           -- by which the provider gives it; '' for ours
    path TEXT NOT NULL DEFAULT '',          -- below the folder of chats; '' while it is not here
    state TEXT NOT NULL,                    -- 'there' at the provider, 'here', 'gone'
    why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX chat_file_message ON chat_file (message_id);
CREATE INDEX chat_file_there ON chat_file (id) WHERE state = 'there';

-- Links by which people subscribe, one for each person and channel. The token is the whole proof.
CREATE TABLE invitation (
    token TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    person_kind TEXT NOT NULL,
    person_id INTEGER NOT NULL,
    made_at REAL NOT NULL,
    UNIQUE (channel, person_kind, person_id)
) STRICT, WITHOUT ROWID;

-- What one process of the office does at a time, on whichever computer.
CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    until REAL NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose chat is this? Asked of each new chat.
CREATE INDEX contact_telegram ON contact (telegram) WHERE telegram <> '';
