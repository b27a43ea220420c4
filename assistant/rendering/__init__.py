"""Verdicts as what the reader sees: claims with their markers, the answer's text."""
