"""Whom a noun phrase or a pronoun means.

`speakers` resolves mentions to speakers, each one once; `antecedents` ranks whom a pronoun can
mean, `clear_pronouns` says where it can mean only one.
"""
