"""Whom a noun phrase or a pronoun means."""
