"""How several wings show the same things.

findings            signs and words for what is found of a draft
links               absolute links to articles and their paragraphs
markdown_escaping   text from outside, made harmless in Markdown
passage_json        a passage as JSON for programs
quantities          `1 paragraph`, `2 paragraphs`
"""
