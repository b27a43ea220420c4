"""What Slack delivers.

message        SlackMessage: what a person wrote, where, and whether it reads as a question
addressing     whether it is for the assistant
add_intent     whether a message asks for an article to be added
history        the earlier turns of its thread
ack_priority   lets deliveries be acknowledged before answers are worked on
"""
