"""Tokens, noun phrases and verb groups of an English sentence."""
