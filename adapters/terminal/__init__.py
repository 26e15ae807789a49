"""A chat in a terminal: everybody's private chat and the group, told apart at a glance."""
