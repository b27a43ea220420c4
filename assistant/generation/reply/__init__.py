"""A model's reply, cleaned as it comes: what is left is prose, a line a paragraph, with markers.

cleaner.py    the way of a reply through its stages, each from text to text
entities.py   character references of HTML
tags.py       tags of HTML and XML, tokens that end a reply
json_prose.py sentences and labels of JSON, also of JSON that was cut
thinking_aloud.py
              what is thought under headings or in plain words, before an answer
lines.py, line_kinds.py
              bullets, headings, labels, lists of references, the next turn
titles.py     lines that head others
tables.py     a table's row as sentences
markers.py    markers in a line, in every form, and the labels that they name
labels.py     the labels in a marker's words
"""

from assistant.generation.reply.cleaner import ReplyCleaner
from assistant.generation.reply.line_kinds import TURNING_SIGNS
from assistant.generation.reply.markers import MarkedLine, Marker, marked_line

__all__ = ["TURNING_SIGNS", "MarkedLine", "Marker", "ReplyCleaner", "marked_line"]
