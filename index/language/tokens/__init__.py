"""How many tokens a text has for a model, counted without a network."""
