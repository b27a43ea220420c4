"""Runs: `run` is what came of each question, `runner` asks, `archive` keeps runs on disk.

`recording` keeps a model's replies and gives them again; `comparison` of two runs, `thresholds`
that a run has to reach, `junit` for CI servers.
"""
