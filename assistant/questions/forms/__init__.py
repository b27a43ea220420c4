"""How a question's words tell what it asks for: one module a kind, or a few that are near."""
