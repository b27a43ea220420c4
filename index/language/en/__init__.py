"""English: each closed class of its words once.

Word classes: `pronouns`, `function_words` (articles, prepositions, auxiliaries, stop words),
`nouns` by what they stand for, `irregular_verbs`, `number_words`; `spelling/` has what is spelt
otherwise: American, abbreviated, in shorthand. Names and times: `names` (titles, first names),
`places`, `calendar`. What turns a sentence: `hedges`, `cues` of denial, time and cause for the
check, `turning_words` for what a statement says, `reporting_verbs`, `clause_words` by what becomes
of a sentence where they go.

A list that only one module needs may stand there; whatever a second one needs stands here, and a
difference between two uses is written as one: `DETERMINERS - DEMONSTRATIVES`.
"""
