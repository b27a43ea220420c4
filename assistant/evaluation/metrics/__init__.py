"""What answers are worth: scores question by question, and figures with their intervals.

Each metric's docstring is its definition, which the report shows.
"""
