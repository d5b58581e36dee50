"""What every change of an entry brings with it: its row, its event, its words in the index, its card, its errands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from domain.auth_words import asks_for_auth
from domain.models.alias import Alias
from domain.models.api import Api
from domain.models.blocker import Blocker
from domain.models.deeds import Deed
from domain.models.delivery import DeliveryState, Key, Topic
from domain.models.drafts import READ_LIMIT, File
from domain.models.endpoint import Endpoint
from domain.models.entries import Entry, Member, Ref
from domain.models.errand import Errand, Task
from domain.models.events import Event
from domain.models.lifecycle import State
from domain.models.request import Request
from domain.models.search import Document
from domain.models.server import Server
from domain.models.solution import Solution
from domain.naming import note_endpoints
from domain.ports import Repositories
from domain.text import clean
from domain.traces import fingerprints_in

OF_BLOCKERS = (Task.CALL, Task.LAPSE, Task.ASK)


async def keep_new(store: Repositories, deed: Deed, entry: Entry) -> None:
    """Note how an entry came to be."""
    event = Event.of(deed, None, entry, by=entry.author, at=entry.created_at)
    await store.events.add(event)


async def keep_blocker(
    store: Repositories, deed: Deed, before: Blocker, after: Blocker, *, by: Member | None
) -> Blocker:
    """Keep a changed blocker with all that its change brings, within the caller's transaction."""
    at = after.updated_at
    if by and by.id == after.author.id:
        after = replace(after, seen_at=at)
        await store.errands.drop(after.guild_id, after.ref, Task.ASK)
    await store.blockers.save(after)
    await store.events.add(Event.of(deed, before, after, by=by, at=at))
    if (document_of_blocker(after), after.file) != (document_of_blocker(before), before.file):
        await index_entry(store, after)
        await note_endpoints(store, after)
        for solution in await store.solutions.of_blocker(after.guild_id, after.ref.number):
            await index_entry(store, solution)
    if after.title != before.title:
        await store.deliveries.want(after.guild_id, Key.about(Topic.THREAD, after.ref), at=at)
    await store.deliveries.want_again(after.guild_id, after.ref, at=at)
    if (after.state, after.helper) != (before.state, before.helper):
        await plan_errands(store, after, at)
    return after


async def keep_solution(
    store: Repositories, deed: Deed, before: Solution, after: Solution, *, by: Member | None, at: datetime
) -> Solution:
    """Keep a changed solution with all that its change brings, within the caller's transaction."""
    await store.solutions.save(after)
    await store.events.add(Event.of(deed, before, after, by=by, at=at))
    if _is_found_by(after) != _is_found_by(before):
        await index_entry(store, after)
    await store.deliveries.want_again(after.guild_id, after.ref, at=at)
    if after.blocker:
        await store.deliveries.want(after.guild_id, Key.card(after.blocker), at=at)
    return after


async def keep_endpoint(
    store: Repositories, deed: Deed, before: Endpoint, after: Endpoint, *, by: Member
) -> Endpoint:
    """Keep a changed endpoint with all that its change brings, within the caller's transaction."""
    at = after.updated_at
    await store.endpoints.save(after)
    await store.events.add(Event.of(deed, before, after, by=by, at=at))
    if document_of_endpoint(after) != document_of_endpoint(before):
        await index_entry(store, after)
    await store.deliveries.want(after.guild_id, Key.card(after.ref), at=at)
    return after


async def keep_request(
    store: Repositories, deed: Deed, before: Request, after: Request, *, by: Member | None
) -> Request:
    """Keep a changed request with all that its change brings, within the caller's transaction."""
    at = after.updated_at
    await store.requests.save(after)
    await store.events.add(Event.of(deed, before, after, by=by, at=at))
    if document_of_request(after) != document_of_request(before):
        await index_entry(store, after)
    await store.deliveries.want_again(after.guild_id, after.ref, at=at)
    return after


async def plan_errands(store: Repositories, blocker: Blocker, now: datetime) -> None:
    """Have done for a blocker what its state asks for, and nothing else."""
    server = await store.servers.get(blocker.guild_id)
    await store.errands.drop(
        blocker.guild_id, blocker.ref, *(OF_BLOCKERS if blocker.state.is_end else (Task.CALL, Task.LAPSE))
    )
    for errand in errands_of(blocker, server, now) if server else ():
        await store.errands.plan(errand)


def errands_of(blocker: Blocker, server: Server, now: datetime) -> Sequence[Errand]:
    """What is to be done for a blocker if nothing happens to it from `now` on."""
    task, due_at = None, None
    if blocker.state is State.OPEN:
        task, due_at = Task.CALL, server.ladder.due(blocker.called, now, server.schedule.time_zone)
    elif blocker.state is State.CLAIMED:
        task, due_at = Task.LAPSE, now + timedelta(hours=server.habits.claim_hours)
    if task is None or due_at is None:
        return []
    return [Errand(guild_id=blocker.guild_id, task=task, ref=blocker.ref, due_at=due_at)]


async def channel_of(store: Repositories, entry: Entry) -> int:
    """The channel where an entry's card stands or is to stand; the hub, once it was deleted."""
    card = await store.deliveries.get(entry.guild_id, Key.card(entry.ref))
    if card and card.channel_id is not None and card.state is not DeliveryState.GONE:
        return card.channel_id
    server = await store.servers.get(entry.guild_id)
    assert server is not None  # noqa: S101  (a server with an entry was used before)
    return server.hub_channel_id


def _is_found_by(solution: Solution) -> Document | None:
    """The words of its own that a solution is found by; None where it is out of use."""
    return document_of_solution(solution, None) if solution.standing.is_found else None


async def index_entry(store: Repositories, entry: Blocker | Solution | Endpoint | Api | Request) -> None:
    """Make an entry found by its words as they are now, or not at all where it is out of use."""
    document = await document_of(store, entry)
    if document is None:
        await store.index.drop(entry.guild_id, entry.ref)
    else:
        await store.index.put(document)


async def document_of(
    store: Repositories, entry: Blocker | Solution | Endpoint | Api | Request
) -> Document | None:
    """What the search index is to have of an entry as it stands; None where it is not to be found.

    That takes in the file that came with a blocker, what was asked when a solution was found, and the searches that it
    answered.
    """
    match entry:
        case Blocker():
            file = await store.files.get(entry.guild_id, entry.ref) if entry.file else None
            return document_of_blocker(entry, file)
        case Solution(standing=standing) if not standing.is_found:
            return None
        case Solution(blocker=asked):
            # Who sees a solution may not see the channel of a blocker that it was linked to.
            asked = asked if asked and await _share_a_channel(store, entry, asked) else None
            return document_of_solution(
                entry,
                await store.blockers.get(entry.guild_id, asked.number) if asked else None,
                await store.files.get(entry.guild_id, asked) if asked else None,
                await store.aliases.of(entry.guild_id, entry.ref.number),
            )
        case Endpoint():
            return document_of_endpoint(entry)
        case Api():
            return document_of_api(entry)
        case Request():
            return document_of_request(entry)


async def _share_a_channel(store: Repositories, solution: Solution, asked: Ref) -> bool:
    """Whether a solution is seen by those who see its blocker; without a card of its own it stands on that one's."""
    own = await store.deliveries.get(solution.guild_id, Key.card(solution.ref))
    its = await store.deliveries.get(solution.guild_id, Key.card(asked))
    return own is None or (its is not None and own.channel_id == its.channel_id)


def document_of_blocker(blocker: Blocker, file: File | None = None) -> Document:
    """What the search index keeps of a blocker and of the file that came with it."""
    told = (blocker.goal, blocker.happened, blocker.tried)
    return Document(
        guild_id=blocker.guild_id,
        ref=blocker.ref,
        title=blocker.title,
        body="\n".join(filter(None, told)),
        code=clean(file.text[-READ_LIMIT:]) if file else "",
        tags=blocker.tags,
    )


def document_of_solution(
    solution: Solution, asked: Blocker | None, file: File | None = None, aliases: Sequence[Alias] = ()
) -> Document:
    """What the search index keeps of a solution, of what was asked when it was found, and of earlier searches.

    Of the error that was met, only its fingerprints: a whole log would drown the solution's own words.
    """
    told = [solution.problem, solution.cause, solution.fix, solution.prevention]
    told += [*solution.links, *solution.versions]
    if asked:
        told += [asked.tried, asked.goal.removeprefix(asked.title)]
    return Document(
        guild_id=solution.guild_id,
        ref=solution.ref,
        title=solution.title,
        body="\n".join(filter(None, told)),
        code=solution.code,
        tags=solution.tags,
        aliases=tuple(alias.text for alias in aliases),
        fingerprints=(
            *fingerprints_in(asked.happened if asked else ""),
            *fingerprints_in(file.text[-READ_LIMIT:] if file else ""),
            *(mark for alias in aliases for mark in alias.fingerprints),
        ),
    )


def document_of_endpoint(endpoint: Endpoint) -> Document:
    """What the search index keeps of an endpoint; of one in a document, the names of its fields on the last line."""
    auth = endpoint.auth if asks_for_auth(endpoint.auth) else ""
    told = "\n".join(filter(None, (endpoint.path, endpoint.summary, auth, endpoint.words)))
    return Document(
        guild_id=endpoint.guild_id,
        ref=endpoint.ref,
        title=endpoint.title,
        body=f"{told}\n{', '.join(endpoint.fields)}" if endpoint.api else told,
        code="\n".join(filter(None, (endpoint.request, endpoint.response))),
        tags=endpoint.tags,
    )


def document_of_api(api: Api) -> Document:
    """What the search index keeps of an API itself; its endpoints are found by themselves."""
    told = api.told
    return Document(
        guild_id=api.guild_id,
        ref=api.ref,
        title=api.title,
        body="\n".join(filter(None, (told.description, *told.servers, told.auth))),
        code="",
        tags=api.tags,
    )


def document_of_request(request: Request) -> Document:
    """What the search index keeps of a request."""
    return Document(
        guild_id=request.guild_id,
        ref=request.ref,
        title=request.title,
        body="\n".join(filter(None, (request.path, request.why, request.words))),
        code=request.wanted,
        tags=request.tags,
    )
