"""Who may ask and who may manage: keys and their roles; and the library as one reader has it."""
