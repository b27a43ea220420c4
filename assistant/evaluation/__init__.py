"""How good the assistant is: question sets, runs, metrics, comparisons and reports."""
