"""OpenAI's chat API, so that any client that speaks it can ask.

chat_route     POST /v1/chat/completions
models_route   GET /v1/models: all articles, or one of them, as models to choose from
request        what a request may hold, and what is refused
conversation   its messages as a question and the turns before it
pieces         an answer as a chat shows it, piece by piece
replies        the pieces as a completion, or as the chunks of a stream
schemas        the shapes of both, as OpenAI's clients read them
legend         the list of articles below an answer, and how it is read back
error_shape    errors in OpenAI's shape
"""
