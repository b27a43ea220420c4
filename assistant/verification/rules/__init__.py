"""What must not be wrong in a claim, one file a kind."""
