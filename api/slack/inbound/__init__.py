"""What Slack delivers, as messages."""
