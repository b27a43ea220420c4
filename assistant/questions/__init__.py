"""What is asked: follow-ups, kinds of question, and questions to begin with."""
