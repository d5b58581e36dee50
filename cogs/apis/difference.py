"""What changed between two revisions of an API, in words: on pages of a card, and as a document."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from cogs.ui import text
from cogs.ui.cards import Accent
from domain.apis.comparing.changes import Change, Value
from domain.apis.comparing.grades import Grade
from domain.apis.comparing.grouping import Group, by_operations, grouped
from domain.apis.comparing.words import counts, operation_in_words, sentence_of, shown
from domain.shared_apis.changelog import Difference
from domain.text import and_more, one_line, shortened

ROOM: Final = 3000
"""Characters of the changes of one page."""

VALUE: Final = 80
"""Characters of a value on a card."""

VERSION: Final = 40
"""Characters of a version."""

NAMED: Final = 3
"""Operations of one change, statuses and fields, that a card names."""

OPERATION: Final = 120
"""Characters of an operation."""


@dataclass(frozen=True, slots=True)
class Part:
    """Changes below a heading; `reason` is why they do not count."""

    heading: str
    groups: Sequence[Group]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of changes."""

    words: str
    rules: Sequence[str]
    """The names of the rules of its changes, each once."""


def accent_of(difference: Difference) -> Accent:
    """The stripe that repeats whether something breaks."""
    breaks = any(each.rule.grade is Grade.BREAKING for each in difference.changes)
    return Accent.WAITS if breaks else Accent.DONE


def title_of(difference: Difference) -> str:
    """Which revisions are told of."""
    if difference.older == difference.newer.number - 1:
        return f"revision {difference.newer.number}"
    return f"revision {difference.older} → {difference.newer.number}"


def version_words(version: str) -> str:
    """The version that a document tells of its API; nothing where it tells none."""
    return f"version {text.plain(shortened(version, VERSION))}" if version else ""


def counts_of(difference: Difference) -> str:
    """How many changes there are, and how many are muted."""
    if difference.newer.number == 1 and difference.older == 0:
        return ""
    return counts_with_muted(difference.changes, difference.muted)


def counts_with_muted(changes: Sequence[Change], muted: Sequence[Change]) -> str:
    """How many changes of each grade there are, and how many are muted."""
    return counts(changes) + (f", {len(grouped(muted))} muted" if muted else "")


def nothing_of(difference: Difference) -> str:
    """Why there is no change to tell."""
    if difference.older == 0:
        return "This is the document that it was shared with. What changes from then on stands here."
    return "Nothing that an API promises is different. Words of its document may be."


def parts_of(difference: Difference) -> Iterator[Part]:
    """The changes by grade, and at the end those that are muted, with the reason why."""
    for grade, its in groupby(grouped(difference.changes), lambda each: each.rule.grade):
        same = list(its)
        yield Part(f"{grade.value.capitalize()} ({len(same)})", same)
    by_rule = sorted(grouped(difference.muted), key=lambda each: each.rule.name)
    for rule, its in groupby(by_rule, lambda each: each.rule.name):
        same = list(its)
        yield Part(f"Muted ({len(same)})", same, difference.reasons[rule])


def pages_of(difference: Difference) -> Iterator[Page]:
    """The changes as Markdown in pages that fit on a card, each change whole, under its headings."""
    page: list[str] = []
    rules: dict[str, None] = {}
    above: Sequence[str] = ()
    for headings, group in rows_of(difference):
        line = change_line(group)
        new = [each for at, each in enumerate(headings, 1) if headings[:at] != above[:at]]
        if page and sum(len(each) + 1 for each in (*page, *new, line)) > ROOM:
            yield Page("\n".join(page), tuple(rules))
            page, rules, new = [], {}, list(headings)
        page += [*new, line]
        rules[group.rule.name] = None
        above = headings
    if page:
        yield Page("\n".join(page), tuple(rules))


def rows_of(difference: Difference) -> Iterator[tuple[Sequence[str], Group]]:
    """Each change with the headings that it stands below on a card."""
    for part in parts_of(difference):
        why = f"\n-# Why: {text.plain(part.reason)}" if part.reason else ""
        for operations, its in by_operations(part.groups).items():
            headings = f"### {part.heading}{why}", operations_line(list(map(operation_name, operations)))
            yield from ((headings, group) for group in its)


def operation_name(operation: str) -> str:
    """An operation on a card."""
    return f"**{text.plain(shortened(operation_in_words(operation), OPERATION))}**"


def operations_line(operations: Sequence[str]) -> str:
    """The operations of a change, as many as a card names."""
    return and_more(operations, NAMED)


def change_line(group: Group) -> str:
    """One change on a card: what, before and after, and the name of its rule."""
    said = text.plain(shortened(sentence_of(group, NAMED), 200))
    return f"{said}{before_and_after(group, VALUE, text.plain)}\n-# `{group.rule.name}`"


def before_and_after(group: Group, limit: int, render: text.Render) -> str:
    """What was and what is there, as far as there is something to show."""

    def told(value: Value) -> str:
        return "" if value is None else render(shortened(shown(value), limit))

    before, after = told(group.before), told(group.after)
    if before and after:
        return f" ({before} → {after})"
    return f" (was {before})" if before else f" (now {after})" if after else ""


def file_name(difference: Difference) -> str:
    """`A3-revision-4.md`, or `A3-revisions-4-to-7.md`."""
    newer = difference.newer.number
    which = (
        f"revision-{newer}" if difference.older == newer - 1 else f"revisions-{difference.older}-to-{newer}"
    )
    return f"{difference.api.ref}-{which}.md"


def as_markdown(difference: Difference) -> str:
    """All that changed, as a document."""
    name = f"{difference.api.ref} · {one_line(difference.api.title)}: {title_of(difference)}"
    return "\n".join([f"# {name}", "", counts_of(difference), *markdown_lines(difference)]) + "\n"


def markdown_lines(difference: Difference) -> Iterable[str]:
    """The changes under their headings."""
    for part in parts_of(difference):
        yield f"\n## {part.heading}"
        if part.reason:
            yield f"\nWhy: {in_markdown(part.reason)}"
        for operations, its in by_operations(part.groups).items():
            yield f"\n### {', '.join(in_code(operation_in_words(each)) for each in operations)}\n"
            yield from (
                f"- {in_markdown(sentence_of(each))}{before_and_after(each, 500, in_code)} (`{each.rule.name}`)"
                for each in its
            )


def in_markdown(words: str) -> str:
    """Words of a sentence with their Markdown made harmless."""
    return text.escaped(one_line(words))


def in_code(words: str) -> str:
    """A value as code, whatever back-ticks it has."""
    line = one_line(words)
    return f"`` {line} ``" if "`" in line else f"`{line}`"
