"""A whole library in another place: moved to another database, kept in a file, put back from it.

- `copying`: all that is in one database into another, of whatever kind, counted and checked
- `backup_file`: the same into one SQLite file, and back
- `scratch`: where that is done, and what a process that was killed has left there
"""

from index.store.copies.backup_file import back_up, restore
from index.store.copies.copying import Tell, contents, copy

__all__ = ["Tell", "back_up", "contents", "copy", "restore"]
