"""A Matrix homeserver for tests, and people who talk there, each with a client that encrypts."""
