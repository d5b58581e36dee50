-- Where a server's recap goes, whether it comes, and where the last one's week ended; and who wants a private letter.

ALTER TABLE servers ADD COLUMN recap_channel_id INTEGER; -- NULL is the hub's
ALTER TABLE servers ADD COLUMN recap_is_paused INTEGER NOT NULL DEFAULT 0 CHECK (recap_is_paused IN (0, 1));
ALTER TABLE servers ADD COLUMN tells_quiet_weeks INTEGER NOT NULL DEFAULT 0 CHECK (tells_quiet_weeks IN (0, 1));
ALTER TABLE servers ADD COLUMN recapped_until INTEGER;

UPDATE servers SET recapped_until = (
    SELECT max(period_end) FROM recaps WHERE recaps.guild_id = servers.guild_id AND key NOT LIKE 'now-%'
);

DROP INDEX servers_by_next_recap;
CREATE INDEX servers_by_next_recap ON servers (next_recap_at) WHERE NOT recap_is_paused;

CREATE TABLE letters (
    guild_id  INTEGER NOT NULL,
    member_id INTEGER NOT NULL,
    PRIMARY KEY (guild_id, member_id)
) STRICT, WITHOUT ROWID;
