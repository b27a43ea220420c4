"""The assistant in Slack: one code path behind HTTP and Socket Mode."""
