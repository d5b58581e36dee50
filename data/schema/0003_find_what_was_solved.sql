-- What search knows: each entry's words and how much it is about them, the wordings that found it, a server's synonyms.

DROP TRIGGER entries_leave_the_index;
DROP TABLE entry_index;

-- What is searched of each entry. Those that were there before are read when Nexus starts.
CREATE TABLE documents (
    entry_id  INTEGER PRIMARY KEY REFERENCES entries (id) ON DELETE CASCADE,
    guild_id  INTEGER NOT NULL,
    reading   INTEGER NOT NULL, -- the version of the rules by which it was read
    title     TEXT    NOT NULL,
    body      TEXT    NOT NULL,
    code      TEXT    NOT NULL,
    terms     TEXT    NOT NULL, -- what the index has of it: a space before each word
    -- Stems with a space on both sides of each; aliases one on a line.
    title_stems TEXT NOT NULL,
    body_stems  TEXT NOT NULL,
    inflected   TEXT NOT NULL,
    aliases     TEXT NOT NULL
) STRICT;

CREATE INDEX documents_by_reading ON documents (reading);

-- Every word is its server's own, so that a search reads the postings of no other server.
CREATE VIEW scoped_documents AS
SELECT entry_id, substr(replace(terms, ' ', ' ' || guild_id || ':'), 2) AS terms FROM documents;

CREATE VIRTUAL TABLE entry_terms USING fts5 (
    terms,
    content = 'scoped_documents', content_rowid = 'entry_id', detail = none, columnsize = 0,
    tokenize = "ascii tokenchars '!#+./:=^_-'"
);

-- Each piece that the index is in costs every search; writing is rare.
INSERT INTO entry_terms (entry_terms, rank) VALUES ('automerge', 2);
INSERT INTO entry_terms (entry_terms, rank) VALUES ('usermerge', 2);

CREATE VIRTUAL TABLE entry_vocabulary USING fts5vocab (entry_terms, row);

-- Which entry has which word: for upkeep, when something is wrong.
CREATE VIRTUAL TABLE entry_postings USING fts5vocab (entry_terms, instance);

CREATE TRIGGER documents_enter_the_index AFTER INSERT ON documents BEGIN
    INSERT INTO entry_terms (rowid, terms)
    VALUES (NEW.entry_id, substr(replace(NEW.terms, ' ', ' ' || NEW.guild_id || ':'), 2));
END;

CREATE TRIGGER documents_change_in_the_index AFTER UPDATE ON documents WHEN OLD.terms <> NEW.terms BEGIN
    INSERT INTO entry_terms (entry_terms, rowid, terms)
    VALUES ('delete', OLD.entry_id, substr(replace(OLD.terms, ' ', ' ' || OLD.guild_id || ':'), 2));
    INSERT INTO entry_terms (rowid, terms)
    VALUES (NEW.entry_id, substr(replace(NEW.terms, ' ', ' ' || NEW.guild_id || ':'), 2));
END;

CREATE TRIGGER documents_leave_the_index AFTER DELETE ON documents BEGIN
    INSERT INTO entry_terms (entry_terms, rowid, terms)
    VALUES ('delete', OLD.entry_id, substr(replace(OLD.terms, ' ', ' ' || OLD.guild_id || ':'), 2));
END;

ALTER TABLE searches ADD COLUMN author_id INTEGER;
ALTER TABLE searches ADD COLUMN author_name TEXT;
ALTER TABLE searches ADD COLUMN condition TEXT;
ALTER TABLE searches ADD COLUMN since INTEGER;
ALTER TABLE searches ADD COLUMN fingerprints TEXT NOT NULL DEFAULT ''; -- of the error that it tells of, one a line
ALTER TABLE searches ADD COLUMN is_literal INTEGER NOT NULL DEFAULT 0 CHECK (is_literal IN (0, 1));
ALTER TABLE searches ADD COLUMN dismissed TEXT NOT NULL DEFAULT ''; -- numbers of entries that were not it, one a line
CREATE INDEX searches_of_member ON searches (guild_id, member_id);

-- The wordings of searches that a solution answered. An id is never given twice: old buttons must not meet a new one.
CREATE TABLE aliases (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    guild_id     INTEGER NOT NULL,
    number       INTEGER NOT NULL, -- the solution's
    text         TEXT    NOT NULL,
    fingerprints TEXT    NOT NULL, -- one a line
    member_id    INTEGER NOT NULL,
    member_name  TEXT    NOT NULL,
    at           INTEGER NOT NULL
) STRICT;

CREATE INDEX aliases_of_solution ON aliases (guild_id, number);
CREATE INDEX aliases_of_member ON aliases (guild_id, member_id);

-- Where cards stand: the channels that tell who may see which entries.
CREATE INDEX cards_by_channel ON deliveries (guild_id, channel_id) WHERE key >= 'card:' AND key < 'card;';

-- Threads in which cards stand: of one that sleeps, Discord tells bots nothing.
CREATE TABLE threads (
    guild_id   INTEGER NOT NULL,
    thread_id  INTEGER NOT NULL,
    parent_id  INTEGER NOT NULL, -- the channel that it belongs to
    is_private INTEGER NOT NULL CHECK (is_private IN (0, 1)),
    PRIMARY KEY (guild_id, thread_id)
) STRICT, WITHOUT ROWID;

-- What means the same in a server, on top of the table that comes with Nexus.
CREATE TABLE synonyms (
    guild_id      INTEGER NOT NULL,
    number        INTEGER NOT NULL, -- counted in `numbers`, as `synonyms`
    words         TEXT    NOT NULL, -- words and phrases, with ", " between them
    added_by_id   INTEGER NOT NULL,
    added_by_name TEXT    NOT NULL,
    at            INTEGER NOT NULL,
    PRIMARY KEY (guild_id, number)
) STRICT, WITHOUT ROWID;

-- What a model made of entries' texts, for search by meaning. A changed text leaves, and comes back under a new id.
CREATE TABLE vectors (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL UNIQUE REFERENCES documents (entry_id) ON DELETE CASCADE,
    guild_id INTEGER NOT NULL,
    model    TEXT    NOT NULL,
    vector   BLOB    NOT NULL -- a signed byte for each dimension; its length says nothing
) STRICT;

CREATE INDEX vectors_of_server ON vectors (guild_id, model);

-- Texts that the model has yet to read. An id is never given twice, so a text that changed meanwhile is told apart.
CREATE TABLE unread_texts (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    entry_id INTEGER NOT NULL UNIQUE REFERENCES documents (entry_id) ON DELETE CASCADE
) STRICT;

-- Nothing is to be read before search by meaning was switched on: then `memory` knows the model.
CREATE TRIGGER documents_come_to_be_read AFTER INSERT ON documents
WHEN EXISTS (SELECT 1 FROM memory WHERE key = 'model of meaning') BEGIN
    INSERT INTO unread_texts (entry_id) VALUES (NEW.entry_id);
END;

CREATE TRIGGER documents_are_to_be_read_again AFTER UPDATE ON documents
WHEN (OLD.title <> NEW.title OR OLD.body <> NEW.body)
    AND EXISTS (SELECT 1 FROM memory WHERE key = 'model of meaning') BEGIN
    DELETE FROM vectors WHERE entry_id = NEW.entry_id;
    DELETE FROM unread_texts WHERE entry_id = NEW.entry_id;
    INSERT INTO unread_texts (entry_id) VALUES (NEW.entry_id);
END;
