"""Sixteen months of a team of twelve in seconds, with everything that can go wrong, by a seed."""
