-- The whole loop: every change as an event, more ways out of being stuck, votes, drafts, files, follows, errands.

ALTER TABLE servers ADD COLUMN threads TEXT NOT NULL DEFAULT 'always' CHECK (threads IN ('always', 'on demand', 'never'));
ALTER TABLE servers ADD COLUMN claim_hours INTEGER NOT NULL DEFAULT 72;
ALTER TABLE servers ADD COLUMN author_hours INTEGER NOT NULL DEFAULT 48;
ALTER TABLE servers ADD COLUMN quiet_hours INTEGER NOT NULL DEFAULT 24;
ALTER TABLE servers ADD COLUMN fresh_days INTEGER NOT NULL DEFAULT 180;
ALTER TABLE servers ADD COLUMN ladder_is_on INTEGER NOT NULL DEFAULT 1 CHECK (ladder_is_on IN (0, 1));
ALTER TABLE servers ADD COLUMN ladder_hours TEXT NOT NULL DEFAULT '2 4 8';
ALTER TABLE servers ADD COLUMN helper_role_id INTEGER;
ALTER TABLE servers ADD COLUMN mentor_role_id INTEGER;
ALTER TABLE servers ADD COLUMN wakes_at INTEGER NOT NULL DEFAULT 8 CHECK (wakes_at BETWEEN 0 AND 23);
ALTER TABLE servers ADD COLUMN sleeps_at INTEGER NOT NULL DEFAULT 22 CHECK (sleeps_at BETWEEN 0 AND 23);

DROP INDEX blockers_by_solved;
ALTER TABLE blockers RENAME COLUMN solved_at TO ended_at;
ALTER TABLE blockers ADD COLUMN proposal TEXT; -- JSON
ALTER TABLE blockers ADD COLUMN duplicate_of INTEGER;
ALTER TABLE blockers ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0; -- when its author was last heard of here
ALTER TABLE blockers ADD COLUMN called INTEGER NOT NULL DEFAULT 0; -- steps of the ladder that were taken
ALTER TABLE blockers ADD COLUMN follows INTEGER;
ALTER TABLE blockers ADD COLUMN source_channel_id INTEGER;
ALTER TABLE blockers ADD COLUMN source_message_id INTEGER;
ALTER TABLE blockers ADD COLUMN source_is_gone INTEGER NOT NULL DEFAULT 0 CHECK (source_is_gone IN (0, 1));
CREATE INDEX blockers_by_end ON blockers (guild_id, ended_at);
CREATE INDEX blockers_by_source ON blockers (guild_id, source_message_id) WHERE source_message_id IS NOT NULL;

ALTER TABLE solutions RENAME COLUMN link TO links;
ALTER TABLE solutions ADD COLUMN prevention TEXT NOT NULL DEFAULT '';
ALTER TABLE solutions ADD COLUMN language TEXT NOT NULL DEFAULT '';
ALTER TABLE solutions ADD COLUMN versions TEXT NOT NULL DEFAULT ''; -- one a line, as the links
ALTER TABLE solutions ADD COLUMN asked_at INTEGER;
ALTER TABLE solutions ADD COLUMN superseded_by INTEGER;
ALTER TABLE solutions ADD COLUMN helped INTEGER NOT NULL DEFAULT 0;
ALTER TABLE solutions ADD COLUMN failed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE solutions ADD COLUMN unconfirmed_since INTEGER;
CREATE INDEX solutions_of_blocker ON solutions (guild_id, blocker_number) WHERE blocker_number IS NOT NULL;

UPDATE blockers SET seen_at = (SELECT e.created_at FROM entries e WHERE e.id = blockers.entry_id);

UPDATE solutions SET asked_at = (
    SELECT e.created_at FROM entries e
    WHERE e.guild_id = solutions.guild_id AND e.kind = 'B' AND e.number = solutions.blocker_number
);

-- Who helped to find a solution, and whose messages it was made from.
CREATE TABLE credits (
    entry_id    INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    guild_id    INTEGER NOT NULL,
    part        TEXT    NOT NULL CHECK (part IN ('helped', 'quoted')),
    member_id   INTEGER NOT NULL,
    member_name TEXT    NOT NULL,
    position    INTEGER NOT NULL,
    PRIMARY KEY (entry_id, part, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX credits_of_member ON credits (guild_id, member_id);

-- The messages that solutions link to, and whether each was deleted on Discord since.
CREATE TABLE linked_messages (
    entry_id   INTEGER NOT NULL REFERENCES entries (id) ON DELETE CASCADE,
    guild_id   INTEGER NOT NULL,
    channel_id INTEGER NOT NULL,
    message_id INTEGER NOT NULL,
    is_gone    INTEGER NOT NULL CHECK (is_gone IN (0, 1)),
    PRIMARY KEY (entry_id, message_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX linked_by_message ON linked_messages (guild_id, message_id);
CREATE INDEX linked_by_channel ON linked_messages (guild_id, channel_id);

INSERT INTO credits (entry_id, guild_id, part, member_id, member_name, position)
SELECT s.entry_id, s.guild_id, 'helped', b.helper_id, b.helper_name, 0
FROM solutions s
JOIN entries e ON e.guild_id = s.guild_id AND e.kind = 'B' AND e.number = s.blocker_number
JOIN blockers b ON b.entry_id = e.id
WHERE b.helper_id IS NOT NULL;

CREATE TABLE events (
    id         INTEGER PRIMARY KEY,
    guild_id   INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    deed       TEXT    NOT NULL,
    actor_id   INTEGER, -- nobody where Nexus did it by itself
    actor_name TEXT,
    at         INTEGER NOT NULL,
    before     TEXT    NOT NULL, -- JSON: the fields that changed
    after      TEXT    NOT NULL
) STRICT;

CREATE INDEX events_of_entry ON events (guild_id, kind, number, id);

-- What was done before there were events, as far as the rows tell it, so that it shows and can be undone.
INSERT INTO events (guild_id, kind, number, deed, actor_id, actor_name, at, before, after)
WITH told (guild_id, kind, number, deed, actor_id, actor_name, at, before, after, turn) AS (
    SELECT guild_id, kind, number, CASE kind WHEN 'B' THEN 'log' WHEN 'S' THEN 'post' ELSE 'share' END,
        author_id, author_name, created_at, '{}', '{}', 1
    FROM entries
    UNION ALL
    SELECT e.guild_id, e.kind, e.number, 'claim', b.helper_id, b.helper_name, b.claimed_at,
        json_object('state', 'open', 'helper', NULL, 'claimed_at', NULL),
        json_object('state', 'claimed', 'helper', json_object('id', b.helper_id, 'name', b.helper_name),
            'claimed_at', strftime('%Y-%m-%dT%H:%M:%fZ', b.claimed_at / 1000.0, 'unixepoch')), 2
    FROM entries e JOIN blockers b ON b.entry_id = e.id
    WHERE b.claimed_at IS NOT NULL AND b.helper_id IS NOT NULL
    UNION ALL
    SELECT e.guild_id, e.kind, e.number, 'resolve', s.author_id, s.author_name, b.ended_at,
        json_object('state', CASE WHEN b.helper_id IS NULL THEN 'open' ELSE 'claimed' END, 'ended_at', NULL,
            'solution', NULL),
        json_object('state', 'solved',
            'ended_at', strftime('%Y-%m-%dT%H:%M:%fZ', b.ended_at / 1000.0, 'unixepoch'),
            'solution', json_object('kind', 'S', 'number', b.solution_number)), 3
    FROM entries e JOIN blockers b ON b.entry_id = e.id
    JOIN entries s ON s.guild_id = e.guild_id AND s.kind = 'S' AND s.number = b.solution_number
    WHERE b.ended_at IS NOT NULL
)
SELECT guild_id, kind, number, deed, actor_id, actor_name, at, before, after FROM told ORDER BY at, turn;

-- Who said “Me too” to a blocker.
CREATE TABLE affected (
    guild_id    INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    member_id   INTEGER NOT NULL,
    member_name TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, number, member_id)
) STRICT, WITHOUT ROWID;

-- What members said of a solution after trying it.
CREATE TABLE votes (
    guild_id    INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    member_id   INTEGER NOT NULL,
    member_name TEXT    NOT NULL,
    helped      INTEGER NOT NULL CHECK (helped IN (0, 1)),
    at          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, number, member_id)
) STRICT, WITHOUT ROWID;

-- Blockers that were written and not posted yet. The buttons of an old draft must never meet a new one, so no id is
-- given twice.
CREATE TABLE drafts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id    INTEGER NOT NULL,
    member_id   INTEGER NOT NULL,
    member_name TEXT    NOT NULL,
    draft       TEXT    NOT NULL, -- JSON
    file_name   TEXT    NOT NULL,
    file        BLOB    NOT NULL,
    solved_by   INTEGER, -- the solution that made it needless
    said        INTEGER CHECK (said IN (0, 1)), -- whether its author had said before that this one helped, or did not
    at          INTEGER NOT NULL
) STRICT;

CREATE INDEX drafts_of_member ON drafts (guild_id, member_id, at);
CREATE INDEX drafts_by_age ON drafts (at);

-- The file that came with an entry.
CREATE TABLE files (
    guild_id INTEGER NOT NULL,
    kind     TEXT    NOT NULL,
    number   INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    content  BLOB    NOT NULL,
    PRIMARY KEY (guild_id, kind, number)
) STRICT, WITHOUT ROWID;

-- The tags that members follow, and how they want to be nudged.
CREATE TABLE follows (
    guild_id    INTEGER NOT NULL,
    tag         TEXT    NOT NULL,
    member_id   INTEGER NOT NULL,
    member_name TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, tag, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX follows_of_member ON follows (guild_id, member_id);

CREATE TABLE preferences (
    guild_id      INTEGER NOT NULL,
    member_id     INTEGER NOT NULL,
    is_off        INTEGER NOT NULL CHECK (is_off IN (0, 1)),
    snoozed_until INTEGER NOT NULL,
    PRIMARY KEY (guild_id, member_id)
) STRICT, WITHOUT ROWID;

-- What Nexus has to do by itself at a time: call for help, release a silent claim, ask an author, look whether a
-- solution is still confirmed. The row goes in the transaction that does it.
CREATE TABLE errands (
    guild_id INTEGER NOT NULL,
    task     TEXT    NOT NULL,
    kind     TEXT    NOT NULL,
    number   INTEGER NOT NULL,
    due_at   INTEGER NOT NULL,
    PRIMARY KEY (guild_id, kind, number, task)
) STRICT, WITHOUT ROWID;

CREATE INDEX errands_due ON errands (due_at);

INSERT INTO errands (guild_id, task, kind, number, due_at)
SELECT guild_id, 'doubt', kind, number, created_at + 180 * 86400000 FROM entries WHERE kind = 'S';

-- Nobody's claim is released for a silence that no rule forbade: it counts from today.
INSERT INTO errands (guild_id, task, kind, number, due_at)
SELECT e.guild_id, 'lapse', e.kind, e.number, CAST(strftime('%s', 'now') AS INTEGER) * 1000 + 72 * 3600000
FROM entries e JOIN blockers b ON b.entry_id = e.id WHERE e.state = 'claimed' AND b.claimed_at IS NOT NULL;

-- The key of all fingerprints of secrets, this installation's own: SQLite takes it from the machine's randomness.
INSERT INTO memory (key, value) VALUES ('masking key', lower(hex(randomblob(32))));

-- The fingerprint of what looked like a secret and, in its owner's word, is none.
CREATE TABLE harmless (
    guild_id    INTEGER NOT NULL,
    fingerprint TEXT    NOT NULL,
    PRIMARY KEY (guild_id, fingerprint)
) STRICT, WITHOUT ROWID;

-- The message that a member picked as the challenge, until they pick the answer.
CREATE TABLE challenges (
    guild_id    INTEGER NOT NULL,
    member_id   INTEGER NOT NULL,
    text        TEXT    NOT NULL,
    author_id   INTEGER,
    author_name TEXT,
    link        TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX challenges_by_age ON challenges (at);

CREATE INDEX deliveries_by_message ON deliveries (guild_id, message_id) WHERE message_id IS NOT NULL;
