"""What is no article, told by its content, and what to do with it."""
