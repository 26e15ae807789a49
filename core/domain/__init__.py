"""Pure rules: money, calendar, plan, sharing, book. No I/O, no clock, no other library."""
