"""A model's answer: passages reranked, packed, and its reply cut into drafts."""
