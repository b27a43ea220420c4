"""Claims: verdicts and sentences as a reader sees them, with labels in brackets."""
