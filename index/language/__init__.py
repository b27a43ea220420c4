"""What is known of languages, and of text in any of them.

`languages` is the seam: a `Language` is what is known of one, and `language_of` finds it by its
code. `en/` has the words of English, `calendars` the months of other languages, `reporting` the
kinds of reporting verbs. For text in any language: `sentences`, `terms` (what BM25 counts),
`folding` (the forms in which text is compared), `normalization`, `visible_text`, `tokens/`,
`detection`. `word_lists` reads lists and makes patterns of them.
"""
