"""The lines of a news page → what they state about the article, and its paragraphs."""
