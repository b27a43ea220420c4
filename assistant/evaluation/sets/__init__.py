"""Question sets: `question` is what they say of one, `reader` and `writer` are their files.

`articles` come along with a set; `cases` bring questions and articles together.
"""
