"""The worker, which does heavy work in a process of its own; here it is looked at in this one."""

from multiprocessing import Pipe

import pytest

from bot.worker import Done, WorkFailed, answer_all, asked
from domain.errors import BadInput
from tests.support.aside import divides, refuses


def test_it_answers_until_nothing_was_asked_for_a_while() -> None:
    ours, theirs = Pipe()
    ours.send_bytes(asked(divides, (2,)))
    answer_all(theirs, idle=0)

    assert ours.recv() == Done(0.5)


def test_it_tells_of_refusals_and_faults() -> None:
    ours, theirs = Pipe()
    ours.send_bytes(asked(refuses, ("Use fewer.",)))
    ours.send_bytes(asked(divides, (0,)))
    answer_all(theirs, idle=0)

    errors = [ours.recv().error, ours.recv().error]
    assert [type(each) for each in errors] == [BadInput, WorkFailed]


def test_it_ends_when_nobody_is_there_to_ask() -> None:
    ours, theirs = Pipe()
    ours.close()

    with pytest.raises(EOFError):
        answer_all(theirs, idle=0)
