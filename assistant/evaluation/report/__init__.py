"""The report of a run: one HTML file with all figures and every answer beside its article."""

from assistant.evaluation.report.page import render, write_report

__all__ = ["render", "write_report"]
