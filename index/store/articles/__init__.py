"""Articles in SQL.

article_store    the store of record, by its protocol
article_rows     what its transactions are made of
article_times    moments as the tables have them
listing          a page of the list of articles
other_sources    where else a text was published
scopes           which articles a scope means
"""
