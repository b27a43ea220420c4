"""OpenAI's chat API: any client that speaks it can ask."""
