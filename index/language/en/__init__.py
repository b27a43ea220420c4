"""English: its closed classes of words, once."""
