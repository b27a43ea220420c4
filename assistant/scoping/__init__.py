"""The articles that a question itself names: by paper, author, time or title.

periods    the time that it names, counted from today
mentions   the papers, authors and titles that it names
reading    a question and the library's entries in, the narrower scope out
"""

from assistant.scoping.reading import Scoped, ScopeReader

__all__ = ["ScopeReader", "Scoped"]
