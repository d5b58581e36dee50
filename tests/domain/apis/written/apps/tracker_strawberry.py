"""A task tracker in Strawberry, and the SDL that it writes of it.

To write its documents: `python tracker_strawberry.py base FOLDER`, and `revision` for those after the changes.
"""

import sys
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import strawberry
from strawberry.file_uploads import Upload

IS_REVISION = sys.argv[1] == "revision"
FOLDER = Path(sys.argv[2])


@strawberry.enum
class Status(Enum):
    OPEN = "open"
    DONE = "done"
    if IS_REVISION:
        BLOCKED = "blocked"


@strawberry.type
class User:
    id: strawberry.ID
    username: str


@strawberry.type
class Task:
    id: strawberry.ID
    title: str
    status: Status
    estimate: float | None
    due: date | None if IS_REVISION else date
    assignee: User | None
    created_at: datetime
    if not IS_REVISION:
        is_late: bool


@strawberry.type
class NotAllowed:
    message: str


@strawberry.input
class TaskInput:
    title: str
    estimate: int | None if IS_REVISION else float | None = None
    labels: list[str] = strawberry.field(default_factory=list)
    if IS_REVISION:
        reporter: str


@strawberry.type
class Query:
    @strawberry.field
    def task(self, id: strawberry.ID) -> Task | None: ...

    @strawberry.field
    def tasks(self, status: Status | None = None, first: int = 20) -> list[Task]: ...

    @strawberry.field(deprecation_reason="Ask for user." if IS_REVISION else None)
    def me(self) -> User | None: ...


@strawberry.type
class Mutation:
    @strawberry.mutation
    def create_task(self, task: TaskInput) -> Task | NotAllowed: ...

    @strawberry.mutation
    def attach_file(self, task: strawberry.ID, file: Upload) -> bool: ...

    if not IS_REVISION:

        @strawberry.mutation
        def delete_task(self, id: strawberry.ID) -> bool: ...


schema = strawberry.Schema(query=Query, mutation=Mutation)

if __name__ == "__main__":
    (FOLDER / f"strawberry.{sys.argv[1]}.graphql").write_text(schema.as_str() + "\n")
