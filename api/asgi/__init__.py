"""What every way in over HTTP has in common."""
