"""What changed between two revisions of an API, in words: on pages of a card, and as a document."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, TypeAlias

from cogs.ui import text
from cogs.ui.cards import Accent
from domain.apis.changes import Change, Value
from domain.apis.grades import Grade
from domain.apis.wording import counts, operation_of, sentence_of, shown
from domain.shared_apis.changelog import Difference
from domain.text import one_line, shortened

ROOM: Final = 3000
"""Characters of the changes of one page."""

VALUE: Final = 80
"""Characters of a value on a card."""

VERSION: Final = 40
"""Characters of a version."""

Group: TypeAlias = tuple[str, Sequence[Change]]
"""A heading, and the changes below it."""


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
    muted = f", {len(difference.muted)} muted" if difference.muted else ""
    return counts(difference.changes) + muted


def nothing_of(difference: Difference) -> str:
    """Why there is no change to tell."""
    if difference.older == 0:
        return "This is the document that it was shared with. What changes from then on stands here."
    return "Nothing that an API promises is different. Words of its document may be."


def groups_of(difference: Difference) -> Iterator[Group]:
    """The changes by grade, and at the end those that are muted, with the reason why."""
    for grade, its in groupby(difference.changes, lambda each: each.rule.grade):
        same = list(its)
        yield f"{grade.value.capitalize()} ({len(same)})", same
    by_rule = sorted(difference.muted, key=lambda each: each.rule.name)
    for rule, its in groupby(by_rule, lambda each: each.rule.name):
        same = list(its)
        yield f"Muted ({len(same)}): {text.plain(difference.reasons[rule])}", same


def pages_of(difference: Difference) -> Iterator[str]:
    """The changes as Markdown in pages that fit on a card, each change whole, under its headings."""
    page: list[str] = []
    size = 0
    for heading, changes in groups_of(difference):
        operation: str | None = None
        for change in changes:
            line = change_line(change)
            is_new_page = size > 0 and size + len(line) > ROOM
            if is_new_page:
                yield "\n".join(page)
                page, size, operation = [], 0, None
            if operation is None:
                page.append(f"### {heading}")
            if operation != change.operation:
                operation = change.operation
                page.append(f"**{text.plain(shortened(operation_of(change), 120))}**")
            page.append(line)
            size = sum(len(each) + 1 for each in page)
    if page:
        yield "\n".join(page)


def change_line(change: Change) -> str:
    """One change on a card: what, before and after, and the name of its rule."""
    said = text.plain(shortened(sentence_of(change), 200))
    return f"{said}{before_and_after(change, VALUE, text.plain)}\n-# `{change.rule.name}`"


def before_and_after(change: Change, limit: int, render: text.Render) -> str:
    """What was and what is there, as far as there is something to show."""

    def told(value: Value) -> str:
        return "" if value is None else render(shortened(shown(value), limit))

    before, after = told(change.before), told(change.after)
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
    for heading, changes in groups_of(difference):
        yield f"\n## {heading}"
        for operation, its in groupby(changes, operation_of):
            yield f"\n### {in_code(operation)}\n"
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
