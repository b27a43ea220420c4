"""Tokens, noun phrases and verb groups of an English sentence.

`tokens` with `quotations` (each is one token) and `name_words` ("Senator Long"); `noun_phrases`,
`phrase_starts` and `subjects` read them leftwards from a verb, `clause_subjects` finds who speaks;
`verb_groups` with `reporting_verbs`; `plurals` for agreement.
"""
