"""What is no article, told by its content, and what to do with it.

`binaries`: pictures, recordings, archives, Office documents. `foreign_texts`: mail, feeds, source
code and other text with a form of its own. `machine_data`: JSON, tables, logs.
"""
