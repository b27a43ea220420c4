"""Fit the model of how far a claim is supported, on judged sentences: `make tune`."""

from __future__ import annotations

from dataclasses import replace

from assistant.verification.support.calibrated_score import MODEL_FILE
from tests.benchmarks.checks.judged import RAGTRUTH, cross_validated, fit, is_there, threshold


def main() -> None:
    """Fit, choose the threshold by cross-validation, write the model."""
    if all(is_there(name) for name in RAGTRUTH):
        replace(fit(), threshold=threshold(cross_validated())).save(MODEL_FILE)
        print(MODEL_FILE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
