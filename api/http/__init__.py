"""Our own HTTP API, and the pages that people see."""
