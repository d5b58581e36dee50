"""Errors of Docker: its daemon, its builds, Compose, and what containers die of."""

from collections.abc import Iterator, Sequence
from typing import Final

from domain.traces.shapes import hints_of, shape, shaped
from domain.traces.told import Told

_SHAPES: Final = (
    shape(
        "rror response from daemon",
        r".{0,80}?\bError response from daemon: (?P<message>.+?)(?:\s*See 'docker [^']{1,40}'\.?)?$",
        "docker",
    ),
    shape(
        "Cannot start service",
        r"(?:ERROR: )?(?:for \S{1,60} +)?Cannot start service \S{1,60}: (?P<message>.+)",
        "docker",
    ),
    shape("failed to solve", r".{0,80}?\bfailed to solve: (?P<message>.+)", "docker build"),
    shape("failed to solve with frontend", r".{0,80}?\b(?P<message>failed to solve with .+)", "docker build"),
    shape(
        "failed to compute cache key", r".{0,80}?(?P<message>failed to compute cache key: .+)", "docker build"
    ),
    shape("failed to read dockerfile", r".{0,80}?(?P<message>failed to read dockerfile: .+)", "docker build"),
    shape("OCI runtime", r".{0,80}?(?P<message>OCI runtime \w{1,20} failed: .+)", "docker"),
    shape("exec format error", r"(?P<message>.{0,200}\bexec format error)", "docker"),
    shape("no such file or directory", r"(?P<message>exec \S{1,200}: no such file or directory)", "docker"),
    shape("ocker daemon", r".{0,80}?(?P<message>Cannot connect to the Docker daemon.+)", "docker"),
    shape(
        "ocker daemon",
        r".{0,80}?(?P<message>(?i:permission denied) while trying to connect to the .+)",
        "docker",
    ),
    shape("no space left on device", r"(?:ERROR: )?(?P<message>.{0,300}\bno space left on device)", "docker"),
    shape(
        "dependency failed to start", r".{0,40}?(?P<message>dependency failed to start: .+)", "docker compose"
    ),
    shape(
        "declared as external",
        r"(?:ERROR: )?(?P<message>network \S{1,80} declared as external.+)",
        "docker compose",
    ),
    shape(
        "didn't complete", r"(?P<message>service \S{1,80} didn't complete successfully: .+)", "docker compose"
    ),
    shape(
        "service ",
        r'(?:ERROR: )?(?P<message>service "[^"]{1,80}" (?:refers|depends|has) .+)',
        "docker compose",
    ),
    shape("yaml: ", r"(?:\S{1,200}: )?yaml: (?P<message>(?:line|unmarshal|control|did not) .+)", "yaml"),
    shape("ports are not available", r".{0,80}?(?P<message>ports are not available: .+)", "docker"),
    shape("toomanyrequests", r".{0,80}?(?P<message>toomanyrequests: .+)", "docker"),
    shape(
        "exited with code",
        r"(?:\S{1,80} )?(?P<message>exited with code [1-9]\d{0,2}\b.{0,20})$",
        "container",
        rank=1,
    ),
)

HINTS: Final = hints_of(_SHAPES)
"""One of these stands in any text that this reader reads."""


def read(lines: Sequence[str]) -> Iterator[Told]:
    """The errors of Docker in these lines."""
    return shaped(_SHAPES, lines)
