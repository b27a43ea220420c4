"""The sample: our own telling of a news report, and a question set about it."""

from pathlib import Path

ARTICLE = Path(__file__).with_name("article.md")
QUESTIONS = Path(__file__).with_name("questions.jsonl")
