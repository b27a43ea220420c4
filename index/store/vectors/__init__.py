"""Vectors where neighbours are found fast: Chroma, and what keeps it in step with the library."""
