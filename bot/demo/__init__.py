"""The demo: the real bot on a simulated server, with a cohort's six weeks behind it."""
