"""What names and noun phrases stand for: people, organisations, documents, groups."""
