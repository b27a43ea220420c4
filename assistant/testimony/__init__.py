"""Answers from who says what."""
