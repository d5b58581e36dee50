-- Who is thanked in a recap, and who wants no thanks.

CREATE TABLE unthanked (
    guild_id  INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (guild_id, member_id)
) STRICT, WITHOUT ROWID;
