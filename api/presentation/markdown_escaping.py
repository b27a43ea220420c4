"""Text from outside, escaped so that Markdown shows it and does nothing with it.

Articles, models and people could otherwise write pictures, links or tags into an answer; only our
citations may link. An address or a tag is broken by a word joiner, which is invisible, because some
renderers look for addresses after escapes have been removed. What would only be styled is escaped
by a backslash.
"""

from __future__ import annotations

import re
from typing import Final

from index.language.visible_text import visible

JOINER: Final = "\u2060"
ITEM: Final = "- "
"""What an item of a list begins with, on a line of its own."""

_LIVE: Final = re.compile(
    r"""
      (?<=[:/])(?=/)              # http://, //host
    | (?<=\S\.)(?=[^\W\d_]{2})    # host.example
    | (?<=www)(?=\.)
    | (?<=\S)(?=@) | (?<=@)(?=\S)  # somebody@host, @somebody
    | (?<=mailto)(?=:) | (?<=xmpp)(?=:)
    | (?<=<)(?=[a-z/!?])          # <tag>, <https:...>
    | (?<=&)(?=\#?\w{1,32};)      # a colon or a slash by its name
    | (?<=\])(?=[(:])             # [text](target), [label]: target
    | (?<=:)(?=::)                # a directive, which some clients run
    """,
    re.VERBOSE | re.IGNORECASE,
)
_STYLED: Final = re.compile(
    r"""
      \\ | `
    | (?<!\s)\* | \*(?!\s)
    | (?<![^\W_])_ | _(?![^\W_])  # not inside of a word
    | (?<=\S)~                    # alone it strikes nothing: ~50
    | \$(?!\d)                    # mathematics, not a price
    """,
    re.VERBOSE,
)
_BLOCK: Final = re.compile(
    r"""
    ^([ \t]*\d{0,9})
    (?: (?<!\d) (?: [>|] | [*+-](?=\s|\Z) | [=:-](?=[=|:\ \t-]*$) | \#(?=\#{0,5}(?:\s|\Z)) )
      | (?<=\d) [.)](?=\s|\Z) )
    """,
    re.VERBOSE | re.MULTILINE,
)
_ESCAPED: Final = re.compile(r"\\([\\`*_~$>|+=:#.)-])")


def harmless(text: str) -> str:
    """The text with nothing in it that can be followed, fetched or run; it looks the same."""
    return _LIVE.sub(JOINER, visible(text))


def markdown(text: str) -> str:
    """Markdown that shows this text."""
    escaped = _STYLED.sub(r"\\\g<0>", harmless(text))
    return _BLOCK.sub(lambda match: f"{match[0][:-1]}\\{match[0][-1]}", escaped)


def plain(text: str) -> str:
    """The text that such Markdown shows, which clients send back as Markdown."""
    return _ESCAPED.sub(r"\1", text.replace(JOINER, ""))
