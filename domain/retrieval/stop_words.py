"""The words that no search looks for."""

from typing import Final

STOP_WORDS: Final = frozenset(
    """
    a about after again all also am an and any are aren as at be because been before being but by can
    cannot could couldn d did didn didnt do does doesn doesnt doing don done dont for from get gets getting got had has
    hasn have haven having he hello help her here hi his how i if im in into is isn isnt it its ive just like ll m make
    me my need no not now of on only or our out please re s same she should shouldn so some still such t than
    that the their them then there these they this those thanks through to too trying up us ve very want
    was wasn way we were what when where which while who why will with without won would wouldn you your
    """.split()  # noqa: SIM905  (a paragraph of words reads better than a list of strings)
)
"""Words too common in questions to find anything by."""
