"""What an exported document defines once and refers to: schemas, parameters, answers and others."""

import re
from collections import defaultdict
from typing import Final

from domain.apis.export.grammar import SECTIONS
from domain.apis.export.names import Names
from domain.apis.tree import Object

_NO_LETTER: Final = re.compile(r"[^A-Za-z0-9._-]+")


class Components:
    """The components of all APIs of an export, by section; of two with one name, the second is renamed."""

    def __init__(self) -> None:
        self._sections: dict[str, Object] = {}
        self._names: defaultdict[str, Names] = defaultdict(Names)

    def name(self, kind: str, wanted: str, suffix: str) -> str:
        """A free name for a component, which `put` fills."""
        return self._names[kind].new(_NO_LETTER.sub("_", wanted).strip("_") or kind, suffix)

    def put(self, kind: str, name: str, written: Object) -> None:
        """Define a component."""
        self._sections.setdefault(SECTIONS[kind], {})[name] = written

    def scheme(self, wanted: str, written: Object, suffix: str) -> str:
        """The name of a security scheme, which APIs share where they say the same of it."""
        known = self._sections.get("securitySchemes", {})
        if known.get(wanted) == written:
            return wanted
        name = self.name("scheme", wanted, suffix)
        self.put("scheme", name, written)
        return name

    @property
    def written(self) -> Object:
        """All sections that hold something."""
        return {section: dict(each) for section, each in self._sections.items()}
