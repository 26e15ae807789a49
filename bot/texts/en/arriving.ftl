# Arriving in a team: the charter, what is private, the name, what is asked twice.

what-is-private =
    <b>Private</b>: our conversation, I show it to nobody.{ $before ->
        [nothing] { " " }Before the close nobody but you sees an amount.
        [amounts] { " " }Before the close those who facilitate see your amount too.
       *[total] { " " }Before the close the team sees only the total.
    }
    <b>Visible to the whole team</b>: at the close, your name, what you ask for and what you are granted.

## The charter

charter-join =
    The charter of <b>{ $team }</b>:
    { $charter }

    To be accepted before your first declaration: choose “I accept” or type /accept.
charter-first =
    { $changed ->
        [yes] The charter of <b>{ $team }</b> has changed since you accepted it. Here it is:
       *[no] First, the charter of <b>{ $team }</b>:
    }
    { $charter }

    Accept it and your declaration is noted at once: “I accept”, or /accept. (yes / no)
charter =
    <b>{ $team }</b> — the charter
    { $charter }
    { $state ->
        [waiting] To accept it: “I accept”, or /accept.
        [accepted] You have accepted it.
       *[shown] { "" }
    }
charter-accepted = Thank you { $name }, accepted. /charter shows the charter of { $team } again.
command-charter = The team’s charter
button-accept = I accept
button-later = Later
refusal-charter-none = { $team } has no charter: nothing to accept.
refusal-charter-accepted = You have accepted it already. /charter shows it again.
refusal-charter-late = That round has closed meanwhile: your amount was not noted.
refusal-charter-too-long = This charter has { $length } characters; I keep { $most } at most.
setting-charter = the charter every member accepts before declaring (“-”: none)

## The name

command-name = Change the name I am shown by
name-set = All right, you are { $name } in <b>{ $team }</b> now.
refusal-name-taken = There is already somebody called “{ $name }” in { $team }. Add an initial, for example.
refusal-usage-name = Type <code>/name First-name</code>.

## Asked twice

ask-remove = Remove { $name } from <b>{ $team }</b>? Their past weeks stay in the book, and the invitation changes. (yes / no)
ask-role = { $name } will no longer facilitate <b>{ $team }</b>. Are you sure? (yes / no)
