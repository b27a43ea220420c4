"""Follow-ups: what a question points back to, and how it reads on its own."""
