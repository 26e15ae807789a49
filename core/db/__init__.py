"""Where it is all kept: tables, repositories, the unit of work, the inbox and the outbox."""
