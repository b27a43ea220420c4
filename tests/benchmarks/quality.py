"""Does the search find the gold paragraph? Dense, BM25 and fused side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from api.wiring import Parts
from index.bm25 import bm25
from index.embeddings import Candidate
from index.encode import Question
from index.rank import query_terms, rank
from index.types import Scope
from tests.benchmarks import datasets
from tests.benchmarks.scratch import scratch

SETS = ("onestopqa", "clapnq")
DEPTH = 8


async def run() -> None:
    """Print hit@1, hit@3 and MRR, inside the article and over both sets together."""
    if not all(datasets.available(name) for name in SETS):
        print("retrieval quality: skipped, the development data is not beside the project")
        return
    async with scratch() as parts:
        ids = {}
        for name in SETS:
            for id_, article in datasets.articles(name).items():
                ids[id_] = (await parts.ingest.add(article)).article.id
        print(f"retrieval quality (gold among the first {DEPTH}; MRR counts those)")
        for name in SETS:
            for whole in (False, True):
                await _report(parts, name, ids, whole=whole)


async def _report(parts: Parts, name: str, ids: dict[str, str], *, whole: bool) -> None:
    places: dict[str, list[int | None]] = {"dense": [], "BM25": [], "fused": []}
    for asked in datasets.questions(name):
        if not asked.gold:
            continue
        gold = {(ids[asked.article_id], number) for number in asked.gold}
        scope = Scope() if whole else Scope(article_ids=(ids[asked.article_id],))
        question, candidates = await parts.search.recall(asked.text, scope)
        for side, ordered in _orders(question, candidates).items():
            hits = [(each.article_id, each.paragraph.number) in gold for each in ordered[:DEPTH]]
            places[side].append(hits.index(True) if True in hits else None)
    where = "over everything" if whole else "in the article"
    for side, found in places.items():
        print(f"  {name:10} {where:16} {side:6} {_figures(found)}  of {len(found)}")


def _orders(question: Question, candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    chunks = [each.encoded.vectors[: each.encoded.chunks] for each in candidates]
    dense = np.array([(vectors @ question.vector).max() for vectors in chunks])
    languages = {each.language for each in candidates}
    lexical = bm25(query_terms(question.text, languages), [each.terms for each in candidates])
    return {
        "dense": [candidates[at] for at in np.argsort(-dense, kind="stable")],
        "BM25": [candidates[at] for at in np.argsort(-lexical, kind="stable")],
        "fused": [ranked.candidate for ranked in rank(question, candidates)],
    }


def _figures(places: Iterable[int | None]) -> str:
    known = np.array([np.inf if place is None else place for place in places])
    hit1, hit3, mrr = (known < 1).mean(), (known < 3).mean(), (1 / (known + 1)).mean()
    return f"hit@1 {hit1:.3f}  hit@3 {hit3:.3f}  MRR {mrr:.3f}"
