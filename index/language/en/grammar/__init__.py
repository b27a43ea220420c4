"""English words by what they do in a sentence, and verbs that are bent irregularly."""
