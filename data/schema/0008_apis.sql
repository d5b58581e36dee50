-- APIs: what is shared of them, what became of their documents, who uses what, what is asked for.

-- Any letter may be a kind; and what Nexus makes by itself, such as the endpoints of a document, has no cause.
CREATE TABLE new_entries (
    id          INTEGER PRIMARY KEY,
    guild_id    INTEGER NOT NULL,
    kind        TEXT    NOT NULL CHECK (kind GLOB '[A-Z]'),
    number      INTEGER NOT NULL CHECK (number > 0),
    title       TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    author_id   INTEGER NOT NULL,
    author_name TEXT    NOT NULL,
    cause_id    INTEGER, -- the interaction that wrote it
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    UNIQUE (guild_id, kind, number),
    UNIQUE (guild_id, cause_id)
) STRICT;

INSERT INTO new_entries SELECT * FROM entries;
DROP TABLE entries;
ALTER TABLE new_entries RENAME TO entries;
CREATE INDEX entries_by_age ON entries (guild_id, kind, created_at);

CREATE TABLE apis (
    entry_id     INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    guild_id     INTEGER NOT NULL,
    address      TEXT    NOT NULL, -- where its document is fetched; empty where it was uploaded
    is_asked     INTEGER NOT NULL CHECK (is_asked IN (0, 1)), -- whether it is the answer to GraphQL's introspection
    format       TEXT    NOT NULL,
    version      TEXT    NOT NULL,
    description  TEXT    NOT NULL,
    servers      TEXT    NOT NULL, -- one a line, as the warnings
    auth         TEXT    NOT NULL,
    warnings     TEXT    NOT NULL,
    revision     INTEGER NOT NULL, -- its newest
    checked_at   INTEGER NOT NULL,
    outcome      TEXT    NOT NULL CHECK (outcome IN ('changed', 'unchanged', 'unchecked')),
    up_at        INTEGER NOT NULL, -- when its document was last read at the address
    reason       TEXT    NOT NULL, -- why it could not be checked
    tries        INTEGER NOT NULL, -- since it was last checked
    check_at     INTEGER,          -- when it is checked next; never where it is not watched
    leased_until INTEGER NOT NULL,
    etag         TEXT    NOT NULL,
    modified     TEXT    NOT NULL  -- as the host says it
) STRICT;

CREATE INDEX apis_by_check ON apis (check_at) WHERE check_at IS NOT NULL;
CREATE INDEX apis_by_address ON apis (guild_id, address);

-- What an API's documents were, one after the other. Of old ones the document goes; what changed stays.
CREATE TABLE revisions (
    guild_id    INTEGER NOT NULL,
    number      INTEGER NOT NULL, -- the API's
    revision    INTEGER NOT NULL,
    at          INTEGER NOT NULL,
    member_id   INTEGER, -- who brought it; nobody where Nexus found it
    member_name TEXT,
    format      TEXT    NOT NULL,
    version     TEXT    NOT NULL,
    mark        TEXT    NOT NULL,
    content     BLOB,             -- the document, compressed
    changes     BLOB    NOT NULL, -- what changed since the one before: JSON, compressed
    breaking    INTEGER NOT NULL,
    risky       INTEGER NOT NULL,
    safe        INTEGER NOT NULL,
    muted       INTEGER NOT NULL,
    rules       TEXT    NOT NULL, -- of all that changed, muted or not, a space between them
    PRIMARY KEY (guild_id, number, revision)
) STRICT, WITHOUT ROWID;

CREATE INDEX revisions_by_age ON revisions (guild_id, at);
CREATE INDEX revisions_by_mark ON revisions (guild_id, mark);

-- An endpoint is shared by hand, or stands in the document of an API.
CREATE TABLE new_endpoints (
    entry_id   INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    guild_id   INTEGER NOT NULL,
    method     TEXT    NOT NULL,
    path       TEXT    NOT NULL,
    summary    TEXT    NOT NULL,
    auth       TEXT    NOT NULL,
    request    TEXT    NOT NULL,
    response   TEXT    NOT NULL,
    api_number INTEGER,          -- the API in whose document it stands
    shape      TEXT    NOT NULL, -- its path there, whatever the parameters are called
    words      TEXT    NOT NULL, -- what else it is found by: what the document says of it
    fields     TEXT    NOT NULL, -- the names of what goes in and comes out there, one a line
    sunset     TEXT,             -- the day after which it may be gone, by the document
    own_sunset TEXT,             -- the same, by its author
    gone_in    INTEGER           -- the revision that had it no more
) STRICT;

INSERT INTO new_endpoints
SELECT entry_id, guild_id, method, path, summary, auth, request, response, NULL, '', '', '', NULL, NULL, NULL
FROM endpoints;
DROP TABLE endpoints;
ALTER TABLE new_endpoints RENAME TO endpoints;
CREATE UNIQUE INDEX endpoints_by_hand ON endpoints (guild_id, method, path) WHERE api_number IS NULL;
CREATE UNIQUE INDEX endpoints_of_api ON endpoints (guild_id, api_number, method, shape) WHERE api_number IS NOT NULL;
CREATE INDEX endpoints_of_server ON endpoints (guild_id);

-- Who said “I use this” to an API or to an endpoint.
CREATE TABLE uses (
    guild_id    INTEGER NOT NULL,
    kind        TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    member_id   INTEGER NOT NULL,
    member_name TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, kind, number, member_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX uses_of_member ON uses (guild_id, member_id);

-- Rules that count no more, for one API or (0) for all of a server.
CREATE TABLE mutes (
    guild_id    INTEGER NOT NULL,
    number      INTEGER NOT NULL,
    rule        TEXT    NOT NULL,
    reason      TEXT    NOT NULL,
    member_id   INTEGER NOT NULL,
    member_name TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    PRIMARY KEY (guild_id, number, rule)
) STRICT, WITHOUT ROWID;

-- Endpoints that somebody asks for.
CREATE TABLE requests (
    entry_id        INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    guild_id        INTEGER NOT NULL,
    api_number      INTEGER,       -- the API that is to have it, if one was named
    method          TEXT    NOT NULL,
    path            TEXT    NOT NULL,
    shape           TEXT    NOT NULL, -- as an endpoint's
    wanted          TEXT    NOT NULL, -- what goes in and comes out, as JSON or in words
    why             TEXT    NOT NULL,
    words           TEXT    NOT NULL, -- what was answered
    answerer_id     INTEGER,
    answerer_name   TEXT,
    answered_at     INTEGER,
    verdict         TEXT    NOT NULL, -- what the answer was; empty before one is given
    endpoint_number INTEGER,          -- the endpoint that came of it
    differs         TEXT    NOT NULL  -- what differs there, one thing a line
) STRICT;

CREATE INDEX requests_by_path ON requests (guild_id, shape);

-- The endpoints that blockers name.
CREATE TABLE named_endpoints (
    guild_id        INTEGER NOT NULL,
    blocker_number  INTEGER NOT NULL,
    endpoint_number INTEGER NOT NULL,
    PRIMARY KEY (guild_id, blocker_number, endpoint_number)
) STRICT, WITHOUT ROWID;

CREATE INDEX naming_blockers ON named_endpoints (guild_id, endpoint_number);

ALTER TABLE servers ADD COLUMN check_minutes INTEGER NOT NULL DEFAULT 30;
