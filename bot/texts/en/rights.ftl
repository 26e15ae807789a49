# Your data: to have it, to have it erased, to be named or not.

my-data = Here is all I keep about you: one complete file, and your weeks in a table. What I wrote to you, you have here already. To have it all erased: /forget
refusal-no-data = I keep nothing about you: we have not met yet.

ask-forget =
    Shall I forget you? There is no way back, and it is for all your teams.
    <b>What goes, at once</b>: your name, your accounts, your notes, your questions, your absences and contracts, and all your messages with me.
    <b>What stays</b>: your amounts, under a number, without your name; the team’s accounts need them.
    What was already posted in a group, or noted by others, I cannot take away.
    { $balances }
    To keep a copy first: /data
forget-balance = ⚠️ In { $team }, { $amount } are still yours: without a name, nobody will be able to pay them to you.
button-forget = Yes, forget me
forgotten = Done: I have forgotten you. All I have left is amounts, without your name. Thank you, and farewell! This message is the last one; if you ever come back by an invitation, we shall meet anew.
member-forgotten = Somebody in { $team } asked to be forgotten. Their amounts stay in the book, under { $number }.
refusal-forget-facilitator = You look after { $team } with nobody else: hand over first, for example /facilitator add { $name }, then say /forget again

public-shown = { $public ->
        [yes] { $name }, your name may appear in what { $team } shows outside. To be { $number } only: /public no
       *[no] { $name }, outside { $team } you are { $number }, without your name. To let your name appear: /public yes
    }
public-set = { $public ->
        [yes] Noted: your name may appear in what { $team } shows outside. You can change your mind: /public no
       *[no] Noted: outside { $team } you are { $number }, without your name.
    }
refusal-usage-public = Say “yes” or “no”, for example: /public yes

restored = ⚠️ The database was put back from the copy of { $at }. What was said in between may be lost, and I sent nothing again. /status says who has answered, /remind asks the others.

data-week = week
data-team = team
data-answer = answer
data-claimed = claimed
data-granted = granted
data-project = project
data-amount = amount
data-hours = hours
data-note = note
data-answer-declared = declared
data-answer-skipped = skipped
data-answer-withdrawn = withdrawn
data-file = my-data
data-weeks-file = my-weeks
