"""Benchmarks: `python -m bench` lists them and runs those that need no data on a small scale.

    python -m bench core                        what members wait for, with 1,000 and 10,000 entries
    python -m bench recap                       how long a recap takes, and how fast those of many servers come
    python -m bench search --data DIR           how good search is on a collection of questions
    python -m bench search-scale                how long a search takes among a million entries
    python -m bench tune --data DIR --data DIR  the ranking's weights, found on collections of questions

`--json` prints one JSON object instead of a table: of `search`, one a line for each collection. What a collection is,
`bench.collection` says. Each benchmark works in a temporary folder, on a database file as the bot uses it (but for
`tune`, which needs none), with the same data every time. A new one is a module with a `COMMAND`, named in
`bench.__main__`.
"""
