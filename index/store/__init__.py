"""Where articles, their vectors and what quotes them are kept."""
