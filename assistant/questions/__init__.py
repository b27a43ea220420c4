"""Questions: follow-ups so that they stand alone, and what kind of answer each takes."""
