"""What is kept of answers: the answers themselves, and what readers think of them."""
