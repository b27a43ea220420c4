"""What is kept: the answers, what readers think of them, and what models can do."""
