"""Pure rules: money, calendar, plan, sharing, book. The standard library alone; no I/O, no clock."""
