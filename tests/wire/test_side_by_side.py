"""Two processes on one database share what is due, and never do the same work twice."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from domain.models.entries import Place
from tests.wire.due import make_due, past_recaps
from tests.wire.nursery import LIVED, Plan

if TYPE_CHECKING:
    from pathlib import Path

    from tests.wire.discord_server import WireDiscord
    from tests.wire.nursery import Nursery

SERVERS = 200

AHEAD = 0.5
"""Minutes that one's clock is ahead, by which its recaps are known: less than a lease."""


async def test_they_post_the_recaps_of_two_hundred_servers_once_each(
    discord: WireDiscord, nursery: Nursery, tmp_path: Path
) -> None:
    places = [Place(number, 1_000 + number) for number in range(1, SERVERS + 1)]
    database = tmp_path / "nexus.db"
    await make_due(database, *places)
    both = [Plan(discord.url, str(database), minutes=minutes, ticks=12) for minutes in (0, AHEAD)]

    assert await nursery.live(*both) == [LIVED, LIVED], "neither found the database locked"

    posts = await discord.asked("POST /channels/*/messages")
    assert Counter(post.path for post in posts) == {
        f"/channels/{place.channel_id}/messages": 1 for place in places
    }
    records = await past_recaps(database, *places)
    assert [record.guild_id for record in records if record.spot] == [place.guild_id for place in places]
    now = datetime.now(UTC)
    by_one = sum(record.created_at > now for record in records)
    assert 0 < by_one < SERVERS, "they shared the work"
