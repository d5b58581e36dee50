"""Settings of servers: what they set, and what holds before they did."""

from domain.errors import BadInput
from domain.models.entries import Member, Place
from domain.models.server import Schedule, Server, Weekday, zone_of
from domain.ports import Clock, Repositories, Store


class ServerService:
    """Reads and changes a server's settings."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def get(self, guild_id: int) -> Server | None:
        """The server's settings, unless Nexus was never used there."""
        async with self._store.reading() as store:
            return await store.servers.get(guild_id)

    async def set_up(  # the options of /setup
        self, place: Place, *, time_zone: str | None, weekday: Weekday | None, hour: int | None, by: Member
    ) -> Server:
        """Set the hub's channel (the place's) and when the recap comes; what is None stays as it was.

        Messages that could not be posted before are tried again, in the new channel.

        Raises:
            BadInput: there is no such time zone or hour.
        """
        if hour is not None and not 0 <= hour <= 23:
            raise BadInput("The hour is a whole number from 0 to 23.")
        now = self._clock.now()
        async with self._store.transaction() as store:
            server = await known(store, place, self._clock)
            old = server.schedule
            schedule = Schedule(
                time_zone=zone_of(time_zone) if time_zone is not None else old.time_zone,
                weekday=weekday if weekday is not None else old.weekday,
                hour=hour if hour is not None else old.hour,
            )
            server = server.set_up(channel_id=place.channel_id, schedule=schedule, by=by, at=now)
            await store.servers.save(server)
            await store.deliveries.revive(place.guild_id, channel_id=place.channel_id, at=now)
        return server


async def known(store: Repositories, place: Place, clock: Clock) -> Server:
    """The settings of the place's server, which has the defaults from its first use on."""
    server = await store.servers.get(place.guild_id)
    if server is None:
        server = Server.first_used(place.guild_id, place.channel_id, at=clock.now())
        await store.servers.save(server)
    return server
