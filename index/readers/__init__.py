"""Text, Markdown, HTML, PDF, a file or a URL → an article."""
