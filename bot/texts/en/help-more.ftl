# Help step by step, notes, and for who is no longer there; the menus.

help-note = To add a note: <code>/note Saturday shift</code>
help-note-waits = I am waiting for the words of your note: type them.
help-cancel = To drop it: /cancel.
help-not-asked = You claimed nothing this week: there is nothing for you to do.
help-former = You are no longer in a team; your past weeks stay in the book. To come back, open your team’s invitation. You can still use: /language, /link another account, /data I keep about you, /forget all of it.
help-left = You are no longer in the team. To come back, ask whoever facilitates it for the invitation.

command-guide = Declare step by step
command-note = Add a note to my declaration
command-cancel = Stop declaring step by step
command-away = Say that I am away
command-back = Say that I am back
