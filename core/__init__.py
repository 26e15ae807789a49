"""What a team is and does: no platform, no words of any language."""
