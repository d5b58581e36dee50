"""Which operation became which."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from domain.apis.reading.models import Api, Operation
from domain.apis.reading.paths import base_path

_PARAMETER: Final = re.compile(r"\{[^{}/]*\}")


@dataclass(frozen=True, slots=True)
class Matched:
    """The operations of two documents."""

    both: Sequence[tuple[Operation, Operation]]
    removed: Sequence[Operation]
    added: Sequence[Operation]
    kept_paths: Collection[str]
    """The old paths of which some method is left."""
    old_base: str
    new_base: str
    is_base_path_moved: bool
    """Whether what servers' addresses ended with stands in the paths now, or the other way round."""


def shape_of(path: str) -> str:
    """A path whatever its parameters are called: a call looks the same."""
    return _PARAMETER.sub("{}", path)


def parameters_in(path: str) -> Sequence[str]:
    """The names of a path's parameters, in their order."""
    return [each[1:-1] for each in _PARAMETER.findall(path)]


def matched(old: Api, new: Api) -> Matched:
    """Match the operations: by method, and by the path whatever its parameters are called."""
    old_base, new_base = base_path(old.servers), base_path(new.servers)
    whole_old, whole_new = _by_call(old, old_base), _by_call(new, new_base)
    plain_old, plain_new = _by_call(old, ""), _by_call(new, "")
    is_moved = old_base != new_base and len(whole_old.keys() & whole_new) > len(plain_old.keys() & plain_new)
    before, after = (whole_old, whole_new) if is_moved else (plain_old, plain_new)
    kept = {path for _, path in after}
    return Matched(
        both=[(each, after[call]) for call, each in before.items() if call in after],
        removed=[each for call, each in before.items() if call not in after],
        added=[each for call, each in after.items() if call not in before],
        kept_paths={each.path for (_, path), each in before.items() if path in kept},
        old_base=old_base,
        new_base=new_base,
        is_base_path_moved=is_moved,
    )


def _by_call(api: Api, base: str) -> Mapping[tuple[str, str], Operation]:
    """The operations by method and shape; of two that look the same to a caller, the first."""
    found: dict[tuple[str, str], Operation] = {}
    for each in api.operations:
        found.setdefault((each.method, shape_of(base + each.path)), each)
    return found
