"""What the flow adds to a model: before the first byte goes to it, and for each of its sentences.

A server on loopback answers at once. The sample article, the canonical question; embedding the
question is measured apart and taken off.
"""

from __future__ import annotations

import json
from statistics import median, quantiles
from time import perf_counter

from api.wiring import Parts
from assistant.models import OpenAILLM
from assistant.pipeline import Assistant
from assistant.sample import ARTICLE
from index.readers.formats import read_file
from tests.benchmarks.scratch import scratch
from tests.model_server import Exchange, completion, model_server, stream

ROUNDS = 40
QUESTION = "Who says the departures were ordered?"
REPLY = (
    "One source close to Venezuela's ruling party said that Rodriguez had ordered the departures "
    "under pressure from the United States [6]. "
    "Other sources were not sure whether Havana was summoning them home [6]. "
    "Eleven sources confirmed departures [1]. Frank Mora is 65 years old [21]. "
    "The government in Havana said that 32 Cubans had died [3]. Penguins eat fish [8]. "
    "Ten sources said she has ties with Cuban officials [14]. They left [2]."
)
SENTENCES = 8


async def run() -> None:
    """Print p50 and p95 of both."""
    arrivals: list[float] = []

    async def answers_at_once(exchange: Exchange) -> None:
        arrivals.append(perf_counter())
        if exchange.json.get("stream"):
            await stream(exchange, [REPLY[at : at + 4] for at in range(0, len(REPLY), 4)])
        else:
            await exchange.send(200, json.dumps(completion("yes")))

    async with scratch() as parts, model_server(answers_at_once) as server:
        await parts.ingest.add(await read_file(ARTICLE))
        model = OpenAILLM("stub", base_url=server.base_url, api_key="none")
        assistant = Assistant(parts.retriever, parts.answers, model)
        embedding = await _embedding(parts)
        before, sentence, checking = [], [], []
        for _ in range(ROUNDS):
            arrivals.clear()
            start = perf_counter()
            answer = await assistant.ask(QUESTION)
            times = answer.timings
            before.append((arrivals[0] - start) * 1000 - embedding)
            sentence.append((times.total_ms - (times.first_token_ms or 0)) / SENTENCES)
            checking.append((times.checking_ms or 0) / SENTENCES)
        await model.close()
    print(f"before the first byte to the model, besides embedding: {_figures(before)} (aim 30)")
    print(f"a sentence of the model, reading and checking: {_figures(sentence)} (aim 5)")
    print(f"  of which checking: {_figures(checking)}")


async def _embedding(parts: Parts) -> float:
    """Milliseconds that embedding the question takes."""
    taken = []
    for _ in range(ROUNDS):
        start = perf_counter()
        await parts.embedder.embed([QUESTION])
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


def _figures(values: list[float]) -> str:
    return f"p50 {median(values):.1f} ms, p95 {quantiles(values, n=20)[-1]:.1f} ms"
