"""The articles that a question itself names: by paper, author, time or title.

periods    the time that it names, counted from today
mentions   the papers, authors and titles that it names
narrowed   a question as far as it is read, and the entries that fit
narrowing  one step after the other: by paper, author, time, and by what is compared
reading    a question and the library's entries in, the narrower scope out
"""

from assistant.scoping.reading import Scoped, ScopeReader

__all__ = ["ScopeReader", "Scoped"]
