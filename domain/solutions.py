"""Solutions: what somebody found out, kept so that it stays found."""

from domain.entries import post_card
from domain.models.blocker import Blocker
from domain.models.entries import Member, NewEntry, Place
from domain.models.search import Document
from domain.models.solution import Solution, SolutionDraft
from domain.ports import Clock, Repositories, Store
from domain.text import title_of


class SolutionService:
    """Decides what happens to solutions."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def post(self, place: Place, draft: SolutionDraft, *, by: Member, cause: int) -> Solution:
        """Post a solution and have its card posted.

        `cause` is the id of the interaction: asked twice with the same, it is posted once.
        """
        async with self._store.transaction() as store:
            made = await store.entries.made_by(place.guild_id, cause)
            if made is not None:
                return await store.solutions.get(place.guild_id, made.number)
            entry = NewEntry(
                guild_id=place.guild_id,
                title=title_of(draft.problem),
                tags=draft.tags,
                author=by,
                at=self._clock.now(),
                cause=cause,
            )
            solution = await keep_solution(store, entry, draft)
            await post_card(store, place, solution.ref, self._clock)
            return solution

    async def get(self, guild_id: int, number: int) -> Solution:
        """The server's solution of that number.

        Raises:
            NotFound: there is none.
        """
        async with self._store.reading() as store:
            return await store.solutions.get(guild_id, number)


async def keep_solution(
    store: Repositories, entry: NewEntry, draft: SolutionDraft, *, blocker: Blocker | None = None
) -> Solution:
    """Store a solution and make it findable, within the caller's transaction.

    It is found by the words of the blocker that it solves, too.
    """
    solution = await store.solutions.add(entry, draft, blocker=blocker.ref if blocker else None)
    asked = (blocker.tried, blocker.goal.removeprefix(blocker.title)) if blocker else ()
    await store.index.put(document_of(solution, *asked))
    return solution


def document_of(solution: Solution, *asked: str) -> Document:
    """What the search index keeps of a solution, and of what was asked when it was found."""
    told = (solution.problem, solution.cause, solution.fix, solution.link)
    return Document(
        guild_id=solution.guild_id,
        ref=solution.ref,
        title=solution.title,
        body="\n".join(filter(None, (*told, *asked))),
        code=solution.code,
        tags=solution.tags,
    )
