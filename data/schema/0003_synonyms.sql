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
