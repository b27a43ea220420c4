"""A model's thoughts, taken out of its reply where a server leaves both in one text.

marks.py    what opens and closes a thought, in the forms of templates and servers
reader.py   a reply without its thoughts, piece by piece
"""

from assistant.models.thoughts.reader import Thoughts, without_thoughts

__all__ = ["Thoughts", "without_thoughts"]
