"""A model behind HTTP that takes the judge's exam."""

from __future__ import annotations

import json
import re

from assistant.models.prompt_call import fenced
from assistant.sample.exam import exam_sentences
from tests.model_server import Exchange, Handler, completion

ASKED = re.compile(r"^(\d+)\. (.+) \(cites (.+)\)$", re.MULTILINE)
NUMBER = re.compile(r"^\[([A-Z]*\d+\.\d+)\]", re.MULTILINE)


class Knowing:
    """Knows the exam's answers, unless `believes_all`; to anything else it says what `says` does.

    `examined` counts the calls of the exam.
    """

    def __init__(self, says: Handler, *, believes_all: bool = False) -> None:
        self._says = says
        self._labels = {fenced(each.text): each.supported for each in exam_sentences()}
        self._believes_all = believes_all
        self.examined = 0

    async def __call__(self, exchange: Exchange) -> None:
        text = exchange.json["messages"][-1]["content"] if exchange.json else ""
        asked = ASKED.findall(text)
        if not asked or any(sentence not in self._labels for _, sentence, _ in asked):
            await self._says(exchange)
            return
        self.examined += 1
        verdicts = [
            {
                "sentence": int(number),
                "rests_on": NUMBER.findall(text),
                "differs": "",
                "verdict": "supported"
                if self._labels[sentence] or self._believes_all
                else "not_stated",
            }
            for number, sentence, _ in asked
        ]
        await exchange.send(200, json.dumps(completion(json.dumps({"verdicts": verdicts}))))
