"""A draft as a person finds it: YAML with the sentences that the questions were drafted from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import yaml
from yaml.reader import Reader

from assistant.evaluation.drafting.types import DraftedQuestion
from assistant.evaluation.sets.question import Question
from assistant.evaluation.sets.writer import row
from index.language.visible_text import clean

_HOW_TO: Final = """\
Above each question: the number of the paragraph that answers it, and the sentence it was drafted
from. Reword questions into words that a reader would use, mend what is wrong, delete what is bad.
An answer is right when it has one wording of each of the facts, and a speaker by one of the names.
Nothing here is unanswerable: no program can tell for sure. Add such questions yourself, with
`answerable: false` and `gold_paragraphs: []`.
"""


def questions(drafts: Iterable[DraftedQuestion], article: str) -> list[Question]:
    """The drafts as questions about the article of this name, numbered by kind."""
    numbers: Counter[str] = Counter()
    numbered = []
    for each in drafts:
        numbers[each.kind] += 1
        numbered.append(
            Question(
                id=f"{each.kind}-{numbers[each.kind]:02}",
                question=each.question,
                articles=(article,),
                gold_paragraphs=(each.paragraph, *each.also),
                facts=each.facts,
                speaker=each.speakers[0] if len(each.speakers) == 1 else each.speakers or None,
                kind=each.kind,
            )
        )
    return numbered


def laid_out(
    title: str, drafts: Sequence[DraftedQuestion], article: str, notes: Iterable[str]
) -> str:
    """The whole file, which `read_set` reads; `notes` go into its header, a line each."""
    header = [f"A draft of a question set about “{title}”, for a person to edit.", ""]
    header += [*_HOW_TO.splitlines(), *notes]
    blocks = ("\n".join(_comment(line) for line in header), *_blocks(drafts, article))
    return "\n\n".join(blocks) + "\n"


def _blocks(drafts: Sequence[DraftedQuestion], article: str) -> Iterator[str]:
    for each, question in zip(drafts, questions(drafts, article), strict=True):
        text = yaml.safe_dump(
            [row(question)], sort_keys=False, allow_unicode=True, width=96, default_flow_style=None
        )
        yield f"{_comment(f'[{each.paragraph}] {each.sentence}')}\n{text.rstrip()}"


def _comment(text: str) -> str:
    """One line that YAML looks past, whatever is in the text."""
    # YAML's reader refuses some characters even in comments.
    return f"# {clean(Reader.NON_PRINTABLE.sub(' ', text))}".rstrip()
