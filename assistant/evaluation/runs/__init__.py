"""Runs: the questions asked, what came of each, kept and compared."""
