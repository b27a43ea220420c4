"""What opens and closes a thought, in the forms of models' templates and of servers."""

from __future__ import annotations

import re
from typing import Final

_KIND: Final = (
    r"[\w:.-]{0,24}(?:think|thought|reason|reflect|scratch|analy[sz]|ponder|deliberat|rationale"
    r"|monologue|planning|\bcot\b)[\w:.-]{0,24}"
)
"""A name that says that thoughts follow: models and their templates have many."""

_LESS: Final = r"(?:<|&lt;)[ ]{0,2}"
_MORE: Final = r"[ ]?(?:>|&gt;)"
_HEADER: Final = r"[^<>\n]{0,40}(?:<\|constrain\|>[^<>\n]{0,20})?<\|message\|>"
_FENCE: Final = r"(?<![^\n])(?:`{3,8}|~{3,8})"

_OPENS: Final = rf"""
    {_LESS}\|?(?!end){_KIND}(?:[ \t][^<>\n]{{0,60}})?\|?{_MORE}
  | \[(?!\d){_KIND}\] | ◁think▷
  | <\|channel\|>(?!final){_HEADER} | <\|channel> | <unused94>
  | <details\b[^<>\n]{{0,40}}\btype=["']?reasoning[^<>\n]{{0,60}}>
  | <details[^<>\n]{{0,20}}>\s{{0,3}}<summary>[^<>\n]{{0,30}}(?:think|thought|reason)[^<>\n]{{0,30}}
      </summary>
  | {_FENCE}[ ]?(?:thinking|thoughts?|think|reasoning|reflection|scratchpad|analysis)[ ]{{0,4}}\n
"""
_CLOSES: Final = rf"""
    {_LESS}(?:\|(?:/|end_?(?:of_?)?)|/)[ ]?{_KIND}\|?{_MORE}
  | \[/{_KIND}\] | ◁/think▷
  | <\|channel\|>final{_HEADER} | <channel\|> | <unused95>
  | </details> | (?:(?<=\.\.\.)|(?<=…))done[ ]thinking\. | (?<![^\W_])assistantfinal
  | {_FENCE}(?![\w`~])
"""
MARK: Final = re.compile(f"(?P<opens>{_OPENS})|(?P<closes>{_CLOSES})", re.IGNORECASE | re.VERBOSE)

LONGEST: Final = 140  # characters of a mark
BEFORE: Final = 3  # characters before one that decide whether it is one
_MAY_BEGIN: Final = re.compile(r"[<\[◁&]|(?<![^\n])[`~]|(?<![^\W_])[aA]|(?:(?<=\.\.\.)|(?<=…))[dD]")


def _beginning(word: str) -> str:
    """What may become this word: all that it begins with."""
    return "(?:".join(map(re.escape, word)) + ")?" * (len(word) - 1)


_BEGUN: Final = re.compile(
    rf"""
    (?:<|&(?:l(?:t(?:;[ ]{{0,2}}(?=[/|a-z]|$))?)?)?(?=$|[ /|a-z]))[^<>\n]*
  | \[(?!\d)/?[\w:.-]*
  | ◁/?[a-z]*
  | <\|channel\|>[^<>\n]*(?:<[|\w]*|<\|constrain\|>[^<>\n]*(?:<[|\w]*)?)?
  | <details[^<>\n]*>\s{{0,3}}(?:<[/a-z]*|<summary>[^<>\n]*(?:<[/a-z]*)?)?
  | [`~]+[^`~\n]{{0,24}}
  | {_beginning("done thinking")} | {_beginning("assistantfinal")}
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TEMPLATE: Final = re.compile(r"channel|unused|details")
_OF_KIND: Final = re.compile(
    r"[^a-z]*+(?:lt;[^a-z]*+)?(?:(?:begin|start|end)_?(?:of_?)?)?([\w:.-]*)"
)

DETAILS: Final = "details"
FENCE: Final = "fence"
ONCE: Final = frozenset({"channel", "unused", FENCE})
"""Names of marks that a thought may have several of, with one end for all."""

STARTS: Final = {"Thinking...\n": "done", "Thinking…\n": "done", "analysis": "stripped"}
"""Marks that count at the beginning of a reply alone, and their names."""


def name_of(mark: str) -> str:
    """What the marks of one thought, its first and its last, have in common."""
    words = mark.casefold()
    if words[0] in "`~":
        return FENCE
    if template := _TEMPLATE.search(words):
        return template[0]
    if words.endswith("final"):
        return "stripped"
    kind = _OF_KIND.match(words)
    return kind[1] if kind else ""


def begun_at(text: str, at: int = 0) -> int:
    """Where, from `at` on, what may become a mark starts that goes to the end of a text.

    The text's length if there is none.
    """
    for start in _MAY_BEGIN.finditer(text, max(at, len(text) - LONGEST)):
        if _BEGUN.fullmatch(text, start.start()):
            return start.start()
    return len(text)
