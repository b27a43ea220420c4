"""How good the assistant is: question sets, runs, metrics, comparisons and reports.

`sets` (questions and what is known of their answers, read and written), `runs` (questions asked,
results kept, recorded, compared, held against thresholds), `metrics` (scores of an answer, figures
with intervals), `report` (one page for a run), `sweep` (one page for many ways of answering),
`exchange` (SQuAD, RAGAS, DeepEval, judged sentences), `drafting` (a question set from an article).
"""
