"""What the assistant does in Slack.

answer_question     a question in a thread, answered sentence by sentence
slash_ask           `/ask`, answered for the asker alone
add_article         “add this”, with progress
text_commands       articles, forget, private, public, use, help
suggested_prompts   questions for somebody who opens the direct messages
feedback_buttons    good or bad answer, and why
"""
