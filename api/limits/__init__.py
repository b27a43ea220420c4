"""How many answers are worked on at the same time, and how often each caller may ask."""
