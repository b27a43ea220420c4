"""A question's words: as typed, in plain English, and in the articles' spelling."""
