"""What answers are worth: scores, and figures with their intervals."""
