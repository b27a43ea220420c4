"""Text, Markdown, HTML, PDF, a file or a URL → an article.

`formats` is the table of what can be read and the way in: it tells a format and hands the content
to its reader, `html`, `markdown`, `pdf` (with `typeset`, which undoes a page's layout) or `pasted`.
`decoding` makes text of bytes, `layout` paragraphs of lines, `fetch` bytes of a URL. All that a
page or file says of its article besides the paragraphs is its `metadata`. `news_page` reads the
lines above and below an article, `not_articles` says what something is that holds none.
"""
