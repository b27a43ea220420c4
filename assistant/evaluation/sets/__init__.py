"""Question sets: what they say of a question, read from files and written to files."""
