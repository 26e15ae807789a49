"""Deciding together what money is for: buckets, campaigns, allocations, gifts and grants."""
