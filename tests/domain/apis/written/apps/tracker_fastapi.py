"""A task tracker in FastAPI, and what FastAPI writes of it.

To write its documents: `python tracker_fastapi.py base FOLDER`, and `revision` for those after the changes.
"""

import json
import sys
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Annotated, Generic, TypeVar

from fastapi import APIRouter, Depends, FastAPI, File, Form, Query, UploadFile, status
from fastapi.security import OAuth2PasswordBearer, OAuth2PasswordRequestForm
from pydantic import BaseModel, ConfigDict, EmailStr, Field

IS_REVISION = sys.argv[1] == "revision"
FOLDER = Path(sys.argv[2])

Item = TypeVar("Item")


class Status(str, Enum):
    OPEN = "open"
    DONE = "done"
    if IS_REVISION:
        BLOCKED = "blocked"


class User(BaseModel):
    id: int
    username: str
    email: EmailStr | None = None


class TaskIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    title: str = Field(max_length=100 if IS_REVISION else 200)
    description: str | None = None
    status: Status = Status.OPEN
    priority: int = Field(default=1, ge=1, le=5)
    estimate: int | None if IS_REVISION else Decimal | None = None
    due: date | None = None
    assignee_id: int | None = None
    labels: list[str] = []
    if IS_REVISION:
        reporter: EmailStr


class Task(BaseModel):
    id: int
    title: str
    description: str | None
    status: Status
    priority: int
    estimate: int | None if IS_REVISION else Decimal | None
    due: date | None
    assignee: User | None if IS_REVISION else User
    labels: list[str]
    created_at: datetime
    if not IS_REVISION:
        is_late: bool


class Page(BaseModel, Generic[Item]):
    count: int
    next: str | None
    results: list[Item]


class Token(BaseModel):
    access_token: str
    token_type: str = "bearer"


signed_in = OAuth2PasswordBearer(tokenUrl="token")
tasks = APIRouter(prefix="/tasks", tags=["tasks"], dependencies=[Depends(signed_in)])


@tasks.get("")
def list_tasks(
    status: Status | None = None,
    label: Annotated[list[str] | None, Query()] = None,
    page: Annotated[int, Query(ge=1)] = 1,
) -> Page[Task]: ...


@tasks.post("", status_code=status.HTTP_201_CREATED)
def create_task(task: TaskIn) -> Task: ...


@tasks.get("/{task_id}", responses={404: {"description": "There is no such task"}})
def read_task(task_id: int) -> Task: ...


@tasks.put("/{task_id}")
def replace_task(task_id: int, task: TaskIn) -> Task: ...


if not IS_REVISION:

    @tasks.delete("/{task_id}", status_code=status.HTTP_204_NO_CONTENT)
    def delete_task(task_id: int) -> None: ...


@tasks.post("/{task_id}/close", deprecated=IS_REVISION or None)
def close_task(task_id: int) -> Task: ...


@tasks.post("/{task_id}/attachments", status_code=status.HTTP_201_CREATED)
def attach_file(
    task_id: int, files: Annotated[list[UploadFile], File()], note: Annotated[str | None, Form()] = None
) -> list[str]: ...


app = FastAPI(title="Task tracker", version="1.0.0")
app.include_router(tasks)


@app.post("/token")
def sign_in(form: Annotated[OAuth2PasswordRequestForm, Depends()]) -> Token: ...


if IS_REVISION:

    @app.get("/users/{login}")
    def read_user(login: str) -> User: ...

else:

    @app.get("/users/{username}")
    def read_user(username: str) -> User: ...


@app.webhooks.post("task-closed")
def task_closed(body: Task) -> None:
    """Sent to whoever asked for it when a task is closed."""


if __name__ == "__main__":
    (FOLDER / f"fastapi.{sys.argv[1]}.json").write_text(json.dumps(app.openapi(), indent=1) + "\n")
