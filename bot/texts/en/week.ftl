# The week: the question, the answer, reminders, the summary.

when-pattern = EEEE d MMMM 'at' HH:mm
nothing = —

## The question

prompt =
    Hello { $name }! What was your contribution to <b>{ $team }</b> worth { $weeks ->
        [one] this week
       *[other] these { $weeks } weeks
    } ({ $week-dates })?
    { $last }
    { $total }
    { $rates }
    Type an amount, for example <code>45</code>, or by project: <code>café 20, website 25</code>. You have until { $until }.
prompt-last = Last time: { $amount }.
button-same = Same: { $amount }
button-zero = { $amount }
button-by-project = By project
button-skip = Skip this week

reminder =
    { $name }, your answer for week { $week } ({ $week-dates }) is still missing.
    Type your amount, even <code>0</code>, before { $until }. Not this week? Send /skip.
    { $total }

## The answer

echo =
    Noted: <b>{ $claim }</b> for week { $week }.
    { $details }
    { $new }
    { $ceiling }
    To change it, type another amount until { $until }. To take it back: /withdraw. A note: /note.
echo-changed =
    Changed: <b>{ $claim }</b> instead of { $before }, for week { $week }.
    { $details }
    { $new }
    { $ceiling }
    You can still change it until { $until }.
echo-line = • { $project }: { $amount }{ $time }{ $note }
no-project = no project
time-said = { " " }({ $hours ->
        [0] { $minutes } min
       *[other] { $minutes ->
            [0] { $hours } h
           *[other] { $hours } h { $minutes }
        }
    })
note-said = { " " }— <i>{ $note }</i>
new-projects =
    { $count ->
        [one] New project: { $projects }. If that is a typo, type your amount again.
       *[other] New projects: { $projects }. If that is a typo, type your amount again.
    }
skipped = All right, you are skipping week { $week }. If you change your mind, type an amount until { $until }.
withdrawn = Taken back: your { $claim } no longer count for week { $week }. You can answer again until { $until }.

not-skipped = All right, you are no longer skipping week { $week }. Type an amount until { $until }.

taken-back-late = Too late to take that back: week { $week } is closed and keeps your { $claim }.

ask-which-amount =
    I would rather ask: which amount did you mean?
    { $standing }
button-amount = { $amount }
button-neither = Something else
ask-over-budget =
    <b>{ $claim }</b> is more than all the team has for this week. Do you confirm? (yes / no)
    { $standing }
ask-unusual =
    <b>{ $claim }</b> is far from your usual amounts. Do you confirm? (yes / no)
    { $standing }
button-yes = Yes
button-no = No
kept = All right, nothing changes. { $standing }
standing-nothing = For now, nothing is noted for you.
standing-skipped = For now, you are skipping this week.
standing-claim = For now, { $claim } are noted for you.

ask-which-team = You are in several teams. Which one is it for?
button-team = { $name }

## The round

opened =
    Week { $week } ({ $week-dates }) is open until { $until }.
    { $asked ->
        [0] There is nobody to ask yet: send the invitation with /invite.
        [one] I have asked { $asked } person.
       *[other] I have asked { $asked } people.
    }
    { $unasked }
    { $away }
closed = Week { $week } is closed. The summary is in the group.
reminded =
    { $count ->
        [0] There is nobody to remind.
        [one] I have reminded { $count } person.
       *[other] I have reminded { $count } people.
    }
    { $unasked }
not-asked =
    { $count ->
        [one] I cannot write to { $names }: they have to send me /start in private first.
       *[other] I cannot write to { $names }: they have to send me /start in private first.
    }
weeks-missed =
    I was down. { $count ->
        [one] This week was not asked for; its budget is carried over:
       *[other] These weeks were not asked for; their budget is carried over:
    }
    { $weeks }
missed-row = • { $week } ({ $week-dates })

## The summary

summary =
    <b>{ $team } — week { $week }</b> ({ $week-dates })
    { $answers }
    { $absent }

    Total claimed: { $claimed }
    Total awarded: <b>{ $granted }</b>
    { $means }
    Carried over to next week: { $left }
    { $weeks ->
        [0] The plan is finished.
        [one] Left in the plan: { $plan } for { $weeks } week{ $source }
       *[other] Left in the plan: { $plan } for { $weeks } weeks{ $source }
    }
    { $more }
    { $why }
    Book: <code>{ $head }</code>
means = { $weeks ->
        [one] Budget of the week
       *[other] Budget of the { $weeks } weeks
    }: { $planned }, plus { $carried } carried over: { $available } available
means-in-parts =
    { $weeks ->
        [one] Budget of the week
       *[other] Budget of the { $weeks } weeks
    }: { $planned }, plus { $carried } carried over
    { $parts }
    Available: { $available }
    { $deficit }
means-income = Plus income: { $amount }
means-expense = Minus expenses: { $amount }
means-fixed = Minus what is paid every week: { $amount }
means-commons = Minus the share of the commons: { $amount }
means-buckets = Minus what is set aside for buckets: { $amount }
means-returned = Plus what came back from buckets: { $amount }
means-shared = Minus what was shared out: { $amount }
means-deficit = The plan foresees going down to { $amount } below zero.
source-hoped = { " " }(hoped for{ $label })
source-acquired = { " " }(acquired{ $label })
source-label = : { $label }
summary-projects =
    By project:
    { $projects }
project-total-row = – { $name }: { $granted } awarded of { $claimed }
summary-envelope = From the envelope { $project } first: { $amount }, for { $names }
small-raises = { $count } small raises in a row: { $name }, from { $before } to { $now }
summary-corrected = Corrected since: { $name }, claimed { $claim }, awarded { $award }
summary-row = • { $name }: claimed { $claim }, awarded { $award }
summary-nobody = Nobody declared an amount.
summary-skipped =
    { $count ->
        [one] Skips this week: { $names }
       *[other] Skip this week: { $names }
    }
summary-silent =
    { $count ->
        [one] Did not answer: { $names }
       *[other] Did not answer: { $names }
    }
why-proportional = Why less: { $claimed } claimed for { $available } available. Everybody gets the same part of their claim, { $part }, to the cent.
why-nothing = Why nothing: there was nothing left this week.
why-deficit = Everything is awarded: the deficit the team allows is being used, { $left } go to next week.

## Where we stand

budget =
    <b>{ $team } — week { $week }</b> ({ $week-dates })
    { $figures }
    { $declared }
    { $plan }
    { $projects }
    { $facts }
budget-row = { $what }: { $amount }{ $note }
budget-planned = { $weeks ->
        [one] Budget of the week
       *[other] Budget of the { $weeks } weeks
    }
budget-carried = Carried over
budget-income = Income
budget-expense = Expenses
budget-fixed = Paid every week
budget-commons = Share of the commons
budget-buckets = Set aside for buckets
budget-returned = Back from buckets
budget-shared = Shared out
budget-deficit = The plan allows a deficit of
budget-available = <b>Available</b>
budget-note = { " " }— <i>{ $note }</i>
budget-declared =
    { $count ->
        [0] Declared: nobody has answered yet.
        [one] Declared: { $declared } by { $count } person; { $sign ->
            [short] { $missing } would be missing.
           *[left] { $left } would be left.
        }
       *[other] Declared: { $declared } by { $count } people; { $sign ->
            [short] { $missing } would be missing.
           *[left] { $left } would be left.
        }
    }
budget-granted =
    { $count ->
        [one] Awarded so far: { $granted } in { $count } round.
       *[other] Awarded so far: { $granted } in { $count } rounds.
    }
budget-plan =
    { $count ->
        [one] After that, the plan still has { $left } for { $count } week, to { $last }{ $source }.
       *[other] After that, the plan still has { $left } for { $count } weeks, to { $last }{ $source }.
    }
budget-plan-over = The plan ends with this week{ $source }.
budget-forecast =
    { $sign ->
        [short] At the current pace ({ $pace } a week), { $missing } would be missing at the end.
       *[left] At the current pace ({ $pace } a week), { $end } would be left at the end.
    }

budget-runs-out = At this pace the money runs out from { $week } on ({ $week-dates }).
budget-habits =
    { $count ->
        [one] Of { $count } round:
       *[other] Of { $count } rounds:
    } { $under } below the budget ({ $unclaimed } unclaimed), { $over } above it ({ $missing } too much).
budget-projects =
    By project, from the start:
    { $projects }
budget-envelope = Envelope { $project }: { $holds } left of { $envelope }

history =
    <b>{ $team }</b> — { $shown ->
        [one] the last closed week
       *[other] the last { $shown } closed weeks
    }
    { $weeks }
    Awarded from the start: <b>{ $total }</b> in { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }.
history-row = • { $week }: { $missed ->
        [yes] not asked for
       *[no] claimed { $claimed }, awarded { $granted }
    }, carried over { $left }{ $volunteers }

me =
    <b>{ $name }</b>, these are your weeks in <b>{ $team }</b>:
    { $weeks }
    Your balance: <b>{ $balance }</b>. { $paid }
    { $given }
me-row = • { $week }: { $state ->
        [open] { $claim } declared, the round is still open
        [volunteer] { $claim }, the round is still open
        [skipped] you skipped
        [withdrawn] taken back
       *[closed] claimed { $claim }, awarded { $award }
    }{ $paid }
me-nothing = Nothing yet.

status =
    Week { $week }: { $answered } of { $asked } { $bar }
    { $names }
    It closes on { $until }.
status-agreeing =
    Week { $week }, agreeing: { $answered } of { $asked } { $bar }
    { $names }
    It ends on { $until }.
status-answered =
    { $count ->
        [one] Answered: { $names }
       *[other] Answered: { $names }
    }
status-waiting =
    { $count ->
        [one] Waiting for: { $names }
       *[other] Waiting for: { $names }
    }
status-cut-off = I cannot write to them (/start in private): { $names }
status-doubtful = I do not know whether my question reached them: { $names }
cannot-reach = I can no longer write to { $name } ({ $team }): they blocked me or closed the conversation. They only have to send me /start.

## The picture of the weeks

chart-title = { $team }: claimed, awarded, carried over
chart-available = available
chart-claimed = claimed
chart-granted = awarded
chart-left = carried over to the next week
chart-file = weeks.png

## Tables, where they can be drawn

title-name = Name
title-claim = Claimed
title-award = Awarded
title-week = Week
title-amount = Amount
title-note = Note
title-deficit = Deficit foreseen
title-budget = Budget

## Invitations: a button, or words where it cannot be a link

invitation-link = To join the team, press the button, then “Start”.
invitation-group = To join the team, send <code>!join</code> here: I will open a private, encrypted room with you.
invitation-private = { $label }: in private with me, type <code>!start { $code }</code>
