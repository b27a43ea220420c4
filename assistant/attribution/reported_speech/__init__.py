"""Who says what in a sentence: quotations and reports."""
