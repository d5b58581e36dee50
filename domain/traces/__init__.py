"""Reading what people paste when something breaks, so that the same error is found again.

A text gets back the line breaks that it lost (`joined`) and is freed of what surrounds its lines (`lines`). Each family
of programs has its reader (`reading`), and an error's fingerprints (`trouble`) hold what is the same on every machine
(`normalise`, `frames`), also where people go on talking behind it (`spoken`). What they say around it is kept
(`pasted`, `around`).
"""

from domain.traces.pasted import Pasted, pasted_in
from domain.traces.reading import fingerprints_in, trouble_in, troubles_in
from domain.traces.trouble import Trouble

__all__ = ["Pasted", "Trouble", "fingerprints_in", "pasted_in", "trouble_in", "troubles_in"]
