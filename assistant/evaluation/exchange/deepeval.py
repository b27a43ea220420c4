"""DeepEval: a JSON list of its goldens, or of test cases, as `EvaluationDataset` has them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter

from assistant.evaluation.exchange.collector import ImportedSet
from assistant.evaluation.exchange.parsing import parse
from assistant.evaluation.exchange.samples import Sample, collected, sample


@dataclass(frozen=True, slots=True)
class _Golden:
    input: str
    expected_output: str | None = None
    context: tuple[str, ...] | None = None
    retrieval_context: tuple[str, ...] | None = None
    additional_metadata: dict[str, Any] | None = None


_GOLDENS: Final = TypeAdapter(list[_Golden])


def read(content: bytes, path: Path) -> ImportedSet:
    """The set of a file of goldens, each a question; its `context` is what answers it."""
    return collected(
        sample(
            each.input,
            each.expected_output,
            each.retrieval_context,
            each.context,
            each.additional_metadata or {},
        )
        for each in parse(_GOLDENS, content, path)
    )


def written(samples: Iterable[Sample]) -> str:
    """JSON that `add_goldens_from_json_file` and `add_test_cases_from_json_file` read."""
    goldens = [
        {
            "input": each.question,
            "actual_output": each.response,
            "expected_output": each.reference,
            "context": each.gold,
            "retrieval_context": each.retrieved,
            "additional_metadata": each.ours,
        }
        for each in samples
    ]
    return json.dumps(goldens, ensure_ascii=False, indent=2) + "\n"
