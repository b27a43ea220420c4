"""How far the words of a sentence are in the paragraph that it cites, and what that is worth."""
