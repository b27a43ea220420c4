"""What Slack shows.

rendering         an answer as text and blocks
escaping          text from outside made harmless, and cut to length
texts             help, refusals and errors in words
streamed_reply    a reply in a thread, streamed or posted
begun_replies     replies that a process left unfinished
ephemeral         messages that one person alone sees
delivery_errors   what follows when Slack does not take a reply
web_api           calls of Slack's API: retries, waits, pace
"""
