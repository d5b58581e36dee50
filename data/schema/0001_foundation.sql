-- Servers, entries with their numbers and tags, blockers, solutions, endpoints, searches, deliveries, recaps.
-- Times are UTC milliseconds. Ids of Discord (guild, channel, message, user, interaction) are 64-bit integers.

CREATE TABLE servers (
    guild_id       INTEGER PRIMARY KEY,
    hub_channel_id INTEGER NOT NULL,
    is_set_up      INTEGER NOT NULL DEFAULT 0 CHECK (is_set_up IN (0, 1)),
    set_up_by      INTEGER,
    time_zone      TEXT    NOT NULL,
    recap_weekday  INTEGER NOT NULL CHECK (recap_weekday BETWEEN 0 AND 6),
    recap_hour     INTEGER NOT NULL CHECK (recap_hour BETWEEN 0 AND 23),
    next_recap_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX servers_by_next_recap ON servers (next_recap_at);

-- The last number that was given out: a number is never given twice, even after its entry is gone.
CREATE TABLE numbers (
    guild_id INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    last     INTEGER NOT NULL,
    PRIMARY KEY (guild_id, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE entries (
    id          INTEGER PRIMARY KEY,
    guild_id    INTEGER NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind IN ('B', 'S', 'E')),
    number      INTEGER NOT NULL CHECK (number > 0),
    title       TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    author_id   INTEGER NOT NULL,
    author_name TEXT    NOT NULL,
    cause_id    INTEGER NOT NULL, -- the interaction that wrote it
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    UNIQUE (guild_id, kind, number),
    UNIQUE (guild_id, cause_id)
) STRICT;

CREATE INDEX entries_by_age ON entries (guild_id, kind, created_at);

CREATE TABLE tags (
    entry_id INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,
    tag      TEXT    NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (entry_id, tag)
) STRICT, WITHOUT ROWID;

CREATE INDEX tags_by_name ON tags (guild_id, tag);

CREATE TABLE blockers (
    entry_id        INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    guild_id        INTEGER NOT NULL,
    goal            TEXT    NOT NULL,
    happened        TEXT    NOT NULL,
    tried           TEXT    NOT NULL,
    urgency         INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 2), -- 0 whenever, 1 today, 2 now
    helper_id       INTEGER,
    helper_name     TEXT,
    claimed_at      INTEGER,
    solved_at       INTEGER,
    solution_number INTEGER
) STRICT;

CREATE INDEX blockers_by_solved ON blockers (guild_id, solved_at);

CREATE TABLE solutions (
    entry_id       INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    guild_id       INTEGER NOT NULL,
    problem        TEXT    NOT NULL,
    cause          TEXT    NOT NULL,
    fix            TEXT    NOT NULL,
    code           TEXT    NOT NULL,
    link           TEXT    NOT NULL,
    blocker_number INTEGER
) STRICT;

CREATE TABLE endpoints (
    entry_id INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,
    method   TEXT    NOT NULL,
    path     TEXT    NOT NULL,
    summary  TEXT    NOT NULL,
    auth     TEXT    NOT NULL,
    request  TEXT    NOT NULL,
    response TEXT    NOT NULL,
    UNIQUE (guild_id, method, path)
) STRICT;

-- The full text of each entry, under the entry's id. `server` holds one word, the server's own, which every
-- query asks for: one server's search never sees another's rows.
CREATE VIRTUAL TABLE entry_index USING fts5 (
    server, title, body, code, tags,
    tokenize = 'porter unicode61'
);

-- An id may be given again to another entry, which must not be found by the words of the one that left.
CREATE TRIGGER entries_leave_the_index AFTER DELETE ON entries BEGIN
    DELETE FROM entry_index WHERE rowid = OLD.id;
END;

CREATE TABLE searches (
    id        INTEGER PRIMARY KEY,
    guild_id  INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    text      TEXT    NOT NULL,
    kind      TEXT,
    tag       TEXT,
    asked_at  INTEGER NOT NULL
) STRICT;

CREATE INDEX searches_by_age ON searches (asked_at);

CREATE TABLE deliveries (
    guild_id     INTEGER NOT NULL,
    key          TEXT    NOT NULL,
    channel_id   INTEGER,
    user_id      INTEGER,
    state        TEXT    NOT NULL CHECK (state IN ('due', 'sent', 'parked', 'gone')),
    wanted       INTEGER NOT NULL,
    shown        INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    due_at       INTEGER NOT NULL,
    leased_until INTEGER NOT NULL,
    message_id   INTEGER,
    created_at   INTEGER NOT NULL,
    reason       TEXT    NOT NULL,
    PRIMARY KEY (guild_id, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX deliveries_due ON deliveries (due_at) WHERE state = 'due';

CREATE TABLE recaps (
    guild_id     INTEGER NOT NULL,
    key          TEXT    NOT NULL,
    period_start INTEGER NOT NULL,
    period_end   INTEGER NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('posted', 'quiet', 'late')),
    created_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, key)
) STRICT, WITHOUT ROWID;

-- What Nexus remembers about itself, such as which commands it registered with Discord.
CREATE TABLE memory (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
