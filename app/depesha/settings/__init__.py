"""What the office has set: one file, and secrets in the OS keyring."""
