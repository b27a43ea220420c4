"""What a person sees of Slack's messages: their marks and blocks, read as Slack shows them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from tests.api.slack.workspace import BOT, Channel, Said

PEOPLE = {"U0ANNA": "Anna", "U0BEN": "Ben", BOT: "articles"}
_STYLED = re.compile(
    r"""\\(?P<escaped>.)|`(?P<code>[^`]+)`
    |(?<!\w)(?P<mark>[*_])(?P<words>\S(?:.*?\S)?)(?P=mark)(?!\w)""",
    re.VERBOSE,
)
_ENTITY = re.compile(r"<([^|>]+)\|([^>]+)>|<@([A-Z0-9]+)>|<#([A-Z0-9]+)>")


def seen(said: Said) -> list[Text]:
    """The lines of a message."""
    shown = [] if said.blocks and not _is_streamed(said) else [*_markdown(said.text)]
    return [*shown, *(line for block in said.blocks for line in _block(block))]


def text_of(said: Said) -> str:
    """The same without colours."""
    return "\n".join(line.plain for line in seen(said))


def show(console: Console, channel: Channel) -> None:
    """A channel with its threads."""
    console.print(Rule(f"#{channel.name}" if channel.kind != "im" else "Direct message with Anna"))
    for said in channel.messages:
        if said.thread is None:
            for each in channel.thread(said.ts):
                _show(console, each, indent=0 if each is said else 4)


def _show(console: Console, said: Said, indent: int) -> None:
    private = Text("  only Anna sees this", "dim italic") if said.only_for else Text()
    name = Text(PEOPLE.get(said.user, said.user), "bold cyan" if said.is_ours else "bold")
    console.print(Padding(name + private, (1, 0, 0, indent)))
    for line in seen(said):
        console.print(Padding(line, (0, 0, 0, indent + 2)))
    if said.reactions:
        console.print(Padding(Text(" ".join(said.reactions), "dim"), (0, 0, 0, indent + 2)))


def _is_streamed(said: Said) -> bool:
    return said.is_ours and not any(b["type"] in ("markdown", "section") for b in said.blocks)


def _block(block: dict[str, Any]) -> Iterator[Text]:
    match block["type"]:
        case "section":
            yield from _mrkdwn(block["text"]["text"])
        case "markdown":
            yield from _markdown(block["text"])
        case "rich_text":
            yield Text()
            for element in block["elements"]:
                mark = "▎ " if element["type"] == "rich_text_quote" else ""
                yield Text(mark, "dim") + Text.assemble(*map(_run, element["elements"]))
        case "actions":
            yield Text()
            yield Text(
                "   ".join(f"[ {each['text']['text']} ]" for each in block["elements"]), "dim"
            )
        case "context_actions":
            buttons = block["elements"][0]
            names = [
                buttons[f"{which}_button"]["text"]["text"] for which in ("positive", "negative")
            ]
            yield Text()
            yield Text("   ".join(f"[ {name} ]" for name in names), "dim")


def _run(run: dict[str, Any]) -> tuple[str, str]:
    style = run.get("style", {})
    styles = [name for name in ("bold", "italic") if style.get(name)]
    if run["type"] == "link":
        styles.append("underline blue")
    return run["text"].replace("\u2060", ""), " ".join(styles)


def _mrkdwn(text: str) -> Iterator[Text]:
    for line in text.split("\n"):
        yield _styled(html.unescape(_ENTITY.sub(_entity, line)), {"*": "bold", "_": "italic"})


def _markdown(text: str) -> Iterator[Text]:
    for line in text.split("\n"):
        quoted = line.startswith(">")
        plain = re.sub(r"\*\*(.+?)\*\*", r"*\1*", _ENTITY.sub(_entity, line.removeprefix("> ")))
        mark = Text("▎ " if quoted else "", "dim")
        yield mark + _styled(html.unescape(plain), {"*": "bold", "_": "italic"})


def _entity(match: re.Match[str]) -> str:
    if match[3]:
        return f"@{PEOPLE.get(match[3], match[3])}"
    return f"#{match[4]}" if match[4] else match[2]


def _styled(line: str, marks: dict[str, str]) -> Text:
    """Emphasis as style, code in another colour, escapes gone."""
    made = Text()
    at = 0
    for match in _STYLED.finditer(line):
        made.append(line[at : match.start()].replace("\u2060", ""))
        if match["escaped"]:
            made.append(match["escaped"])
        elif match["code"]:
            made.append(match["code"], "magenta")
        else:
            made.append(match["words"].replace("\u2060", ""), marks[match["mark"]])
        at = match.end()
    made.append(line[at:].replace("\u2060", ""))
    return made
