"""What keeps a server safe and watched, around the app."""
