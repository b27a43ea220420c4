"""Question in, grounded answer out."""
