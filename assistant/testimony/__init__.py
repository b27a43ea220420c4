"""Who says what, asked and answered: the sources of a statement, the statements of a source."""
