"""A model's thoughts, taken out of its reply where a server leaves both in one text.

marks.py    what opens and closes a thought, in the forms of templates and servers
reader.py   a reply without its thoughts, piece by piece
wording.py  how a thought begins that has no mark
"""

from assistant.models.thoughts.reader import Thoughts, without_thoughts
from assistant.models.thoughts.wording import reads_as_thought

__all__ = ["Thoughts", "reads_as_thought", "without_thoughts"]
