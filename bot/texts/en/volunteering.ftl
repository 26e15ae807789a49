# A week of 0, where the team has a word for it.

history-volunteers = , { $word }: { $count }
