"""What a period brought for APIs: all of it, and as far as it concerns somebody."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from domain.apis.comparing.grades import Grade
from domain.models.api import Revision
from domain.models.api_week import ApiWeek
from domain.models.entries import Member, Ref
from domain.models.recap import Period
from domain.ports import Repositories
from domain.shared_apis.alerts import used_by
from domain.shared_apis.revised import Revised, revised_within


async def weeks_of_apis(
    store: Repositories, guild_id: int, period: Period, hidden: Collection[int]
) -> Sequence[ApiWeek]:
    """The APIs in use that were revised within a period, last revised first; none of hidden channels."""
    found: dict[int, list[Revision]] = defaultdict(list)
    for revision in await store.revisions.within(guild_id, period, hidden):
        found[revision.api.number].append(revision)
    return [
        ApiWeek(
            api=await store.apis.get(guild_id, number),
            revisions=tuple(sorted(its, key=lambda each: -each.number)),
        )
        for number, its in found.items()
    ]


async def broken_for(
    store: Repositories, weeks: Sequence[ApiWeek], member_id: int, used: Collection[Ref]
) -> Sequence[ApiWeek]:
    """What broke of that which a member uses: the weeks with nothing but that. Of their own APIs, nothing."""
    found: list[ApiWeek] = []
    for week in weeks:
        if used and week.breaking and week.api.author.id != member_id:
            revised = await revised_within(store, week.revisions[0])
            its = {revised.api.ref, *(each.ref for each in revised.endpoints.values())}
            concerning = [_concerning(revised, each, its.intersection(used)) for each in week.breaking]
            if revisions := tuple(each for each in concerning if each.breaks):
                found.append(replace(week, revisions=revisions))
    return found


def _concerning(revised: Revised, revision: Revision, used: Collection[Ref]) -> Revision:
    """A revision with no changes but those that break what is used."""
    users: Mapping[Ref, Sequence[Member]] = dict.fromkeys(used, ())
    return replace(
        revision,
        changes=tuple(
            each
            for each in revision.changes
            if each.rule.grade is Grade.BREAKING and used_by(revised, each, users)
        ),
    )
