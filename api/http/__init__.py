"""Our own HTTP API, and the pages that people see.

ask            questions, answered whole or as a stream
check          drafts, checked whole or as a stream
answers        answers given before, and their ratings
articles       the library: articles, statements, search
ingest         articles into the library
health         liveness, readiness, metrics
pages, guide   the pages to ask and to check on, an article to read, the user's guide
server_state   what the requests of one server share
middleware/    what every request passes through
"""
