"""The lines of a news page → what they state about the article, and its paragraphs.

`structure` splits header, body and footer; `header` reads a line of them, with `bylines` and
`date_lines`; `boilerplate` knows the lines that belong to the page and not to the article.
"""
