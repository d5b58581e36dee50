"""A task tracker in graphene-django, and what it writes of it: SDL, and the answer to an introspection.

To write its documents: `python tracker_graphene.py base FOLDER`, and `revision` for those after the changes.
"""

import sys
from pathlib import Path

import django
from django.conf import settings

IS_REVISION = sys.argv[1] == "revision"
FOLDER = Path(sys.argv[2])

settings.configure(
    SECRET_KEY="not-a-secret",
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "graphene_django"],
)
django.setup()

import graphene
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import models
from graphene_django import DjangoObjectType


class Status(models.TextChoices):
    """How far a task is."""

    OPEN = "open"
    DONE = "done"
    if IS_REVISION:
        BLOCKED = "blocked"


class Task(models.Model):
    """Something to do."""

    title = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    estimate = models.FloatField(null=True)
    due = models.DateField(null=IS_REVISION)
    assignee = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)

    class Meta:
        app_label = "tracker"


class UserType(DjangoObjectType):
    class Meta:
        model = User
        fields = ("id", "username", "email")


class TaskType(DjangoObjectType):
    if not IS_REVISION:
        is_late = graphene.Boolean(required=True)

    class Meta:
        model = Task
        fields = ("id", "title", "description", "status", "estimate", "due", "assignee")


class TaskConnection(graphene.relay.Connection):
    class Meta:
        node = TaskType


class CreateTask(graphene.Mutation):
    class Arguments:
        title = graphene.String(required=True)
        estimate = graphene.Int() if IS_REVISION else graphene.Float()
        labels = graphene.List(graphene.NonNull(graphene.String))
        if IS_REVISION:
            reporter = graphene.String(required=True)

    task = graphene.Field(TaskType)

    def mutate(self, info, **fields): ...


class DeleteTask(graphene.Mutation):
    class Arguments:
        id = graphene.ID(required=True)

    ok = graphene.Boolean(required=True)

    def mutate(self, info, id): ...


class Query(graphene.ObjectType):
    task = graphene.Field(TaskType, id=graphene.ID(required=True))
    tasks = graphene.relay.ConnectionField(TaskConnection, late_only=graphene.Boolean(default_value=False))
    me = graphene.Field(UserType, deprecation_reason="Ask for user." if IS_REVISION else None)


class Mutation(graphene.ObjectType):
    create_task = CreateTask.Field()
    if not IS_REVISION:
        delete_task = DeleteTask.Field()


schema = graphene.Schema(query=Query, mutation=Mutation)

if __name__ == "__main__":
    for ending in ("graphql", "json"):
        out = str(FOLDER / f"graphene.{sys.argv[1]}.{ending}")
        call_command("graphql_schema", schema="__main__.schema", out=out, indent=1)
