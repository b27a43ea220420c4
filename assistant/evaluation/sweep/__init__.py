"""The same questions answered in several ways: what each way is worth, and what it costs."""
