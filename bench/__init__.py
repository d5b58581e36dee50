"""Benchmarks: `python -m bench` lists them and runs each on a small scale.

`python -m bench core` runs one on its full scale; `--entries 500` chooses another scale, `--json` prints one JSON
object instead of a table. Each works in a temporary folder, on a database file as the bot uses it, with the same data
every time. A new benchmark is a module with a `BENCHMARK`, named in `bench.__main__`.
"""
