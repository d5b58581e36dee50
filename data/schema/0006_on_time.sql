-- What happens on time: why it failed, and the chores of the whole installation.

ALTER TABLE errands ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE errands ADD COLUMN reason TEXT NOT NULL DEFAULT ''; -- why the last try failed
CREATE INDEX errands_failed ON errands (due_at) WHERE tries > 0;

-- Recaps that could not be made. A row speaks of the recap that was due then, and of no later one.
CREATE TABLE failed_recaps (
    guild_id INTEGER PRIMARY KEY,
    due_at   INTEGER NOT NULL,
    again_at INTEGER NOT NULL, -- when it is tried again
    tries    INTEGER NOT NULL,
    reason   TEXT    NOT NULL
) STRICT;

CREATE INDEX deliveries_parked ON deliveries (created_at) WHERE state = 'parked';

-- What is done for all servers together, such as the nightly backup. A chore that is not here was never done.
CREATE TABLE chores (
    duty         TEXT PRIMARY KEY,
    due_at       INTEGER NOT NULL,
    leased_until INTEGER, -- unless nobody is at it
    tries        INTEGER NOT NULL,
    reason       TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
