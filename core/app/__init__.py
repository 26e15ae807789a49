"""Use cases: a command and a unit of work in, things to say out. No platform, no SQL, no words."""
