"""A task tracker in Django REST framework, and what drf-spectacular and drf-yasg write of it.

To write its documents: `python tracker_rest.py base FOLDER`, and `revision` for those after the changes.
"""

import sys
from pathlib import Path

import django
from django.conf import settings

IS_REVISION = sys.argv[1] == "revision"
FOLDER = Path(sys.argv[2])

settings.configure(
    SECRET_KEY="not-a-secret",
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.messages",
        "django.contrib.sessions",
        "django.contrib.staticfiles",
        "django_filters",
        "rest_framework",
        "drf_spectacular",
        "drf_yasg",
    ],
    STATIC_URL="/static/",
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_PAGINATION_CLASS": "rest_framework.pagination.PageNumberPagination",
        "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
        "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
        "PAGE_SIZE": 20,
    },
    SPECTACULAR_SETTINGS={"TITLE": "Task tracker", "VERSION": "1.0.0", "SERVE_INCLUDE_SCHEMA": False},
    SWAGGER_SETTINGS={
        "SECURITY_DEFINITIONS": {"Bearer": {"type": "apiKey", "name": "Authorization", "in": "header"}}
    },
)
django.setup()

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import models
from django.urls import include, path
from drf_spectacular.settings import spectacular_settings
from drf_spectacular.utils import extend_schema
from drf_yasg import openapi
from drf_yasg.codecs import OpenAPICodecJson, OpenAPICodecYaml
from drf_yasg.generators import OpenAPISchemaGenerator
from drf_yasg.utils import swagger_auto_schema
from rest_framework import mixins, parsers, routers, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.response import Response
from rest_framework_simplejwt.views import TokenObtainPairView, TokenRefreshView


class Status(models.TextChoices):
    """How far a task is."""

    OPEN = "open"
    DONE = "done"
    if IS_REVISION:
        BLOCKED = "blocked"


class Task(models.Model):
    """Something to do."""

    title = models.CharField(max_length=100 if IS_REVISION else 200)
    description = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    priority = models.IntegerField(choices=[(1, "low"), (2, "high")], null=True, blank=True)
    estimate = models.IntegerField(null=True) if IS_REVISION else models.FloatField(null=True)
    due = models.DateField(null=True, blank=True)
    assignee = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "tracker"


class Attachment(models.Model):
    """A file of a task."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE)
    file = models.FileField(upload_to="attachments")

    class Meta:
        app_label = "tracker"


class UserSerializer(serializers.ModelSerializer):
    class Meta:
        model = User
        fields = ("id", "username", "email")


class TaskSerializer(serializers.ModelSerializer):
    assignee = UserSerializer(read_only=True, allow_null=IS_REVISION)
    assignee_id = serializers.PrimaryKeyRelatedField(
        source="assignee", queryset=User.objects.all(), write_only=True, required=False
    )
    labels = serializers.ListField(child=serializers.CharField(max_length=30), required=False)
    if IS_REVISION:
        reporter = serializers.EmailField(write_only=True)
    else:
        is_late = serializers.SerializerMethodField()

    class Meta:
        model = Task
        fields = (
            "id", "title", "description", "status", "priority", "estimate", "due", "assignee", "assignee_id",
            "labels", "created_at", "reporter" if IS_REVISION else "is_late",
        )  # fmt: skip

    def get_is_late(self, task: Task) -> bool:
        return bool(task.due)


class AttachmentSerializer(serializers.ModelSerializer):
    class Meta:
        model = Attachment
        fields = ("id", "task", "file")


class TaskViewSet(viewsets.ModelViewSet):
    """The tasks."""

    queryset = Task.objects.all()
    serializer_class = TaskSerializer
    filterset_fields = ("status",) if IS_REVISION else ("status", "assignee")
    http_method_names = ("get", "post", "patch") if IS_REVISION else ("get", "post", "patch", "delete")

    @extend_schema(deprecated=IS_REVISION)
    @swagger_auto_schema(deprecated=IS_REVISION)
    @action(detail=True, methods=["post"])
    def close(self, request, pk=None):
        """Mark a task as done."""
        return Response(self.get_serializer(self.get_object()).data)


class AttachmentViewSet(mixins.CreateModelMixin, viewsets.GenericViewSet):
    """The files of tasks."""

    queryset = Attachment.objects.all()
    serializer_class = AttachmentSerializer
    parser_classes = (parsers.MultiPartParser,)


class UserViewSet(viewsets.ReadOnlyModelViewSet):
    """The people."""

    queryset = User.objects.all()
    serializer_class = UserSerializer
    lookup_field = "username"
    lookup_url_kwarg = "login" if IS_REVISION else "username"


router = routers.DefaultRouter()
router.register("tasks", TaskViewSet)
router.register("attachments", AttachmentViewSet)
router.register("users", UserViewSet)
urlpatterns = [
    path("api/token/", TokenObtainPairView.as_view()),
    path("api/token/refresh/", TokenRefreshView.as_view()),
    path("api/", include(router.urls)),
]


def write() -> None:
    """Write all documents."""
    for version, kind, ending in (("3.0.3", "openapi", "yaml"), ("3.1.1", "openapi-json", "json")):
        spectacular_settings.apply_patches({"OAS_VERSION": version})
        name = f"drf_spectacular_{version[0]}_{version[2]}.{sys.argv[1]}.{ending}"
        call_command("spectacular", "--validate", "--fail-on-warn", format=kind, file=str(FOLDER / name))
    info = openapi.Info(title="Task tracker", default_version="v1")
    document = OpenAPISchemaGenerator(info, url="https://tracker.example.org").get_schema(public=True)
    for codec, ending in (
        (OpenAPICodecYaml(validators=["ssv"]), "yaml"),
        (OpenAPICodecJson(validators=["ssv"], pretty=True), "json"),
    ):
        (FOLDER / f"drf_yasg.{sys.argv[1]}.{ending}").write_bytes(codec.encode(document))


if __name__ == "__main__":
    write()
