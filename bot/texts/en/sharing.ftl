# Sharing: the rules, agreeing, limits, envelopes, the pool, corrections.

## The rules

rules =
    <b>{ $team }</b> — sharing
    { $rule }
    { $kind ->
        [as-declared] Deficit allowed: { $deficit }. Beyond it, this is how we share.
            { $fallback }
        [agree] What is still missing then is shared like this.
            { $fallback }
       *[other] { "" }
    }
    { $carry ->
        [yes] What is left goes to the next week.
       *[no] What is left goes back to the plan.
    }
    { $limits }
    { $example }
rule-as-declared = Every claim is granted in full while the budget, with the deficit the team allows, is enough.
rule-proportional = If more is claimed than there is, everybody gets the same part of their claim. The cents that remain go to the largest remainders; among equals to the larger claim, then by turns.
rule-equal-awards = If more is claimed than there is, the same ceiling holds for all: small claims are granted in full. The cents that remain go to the largest remainders; among equals to the larger claim, then by turns.
rule-equal-losses = If more is claimed than there is, every claim is cut by the same amount, none below zero. The cents that remain go to the largest remainders; among equals to the larger claim, then by turns.
rule-talmud = If more is claimed than there is: up to half of the claims, the same ceiling for all; beyond, nobody has less than half of their claim and all lose the same. The cents that remain go to the largest remainders; among equals to the larger claim, then by turns.
rule-agree = If more is claimed than there is, the team has { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    } to agree: everybody keeps their claim, takes the proposed share, or lowers it otherwise. Nobody claims more than at the start.
rules-ceiling = Indicative ceiling: { $ceiling }. Above it I say so, and nothing is blocked.
rules-raise-cap = Raises are capped: at most twice the week before, or the week before plus what was left, or the median claim, or { $least }; the largest of the four.
rules-commons = { $percent } % of each week’s budget stay with the commons.
rules-announce = Above { $above }, the team is told beforehand: <code>/announce</code>.
rules-example =
    { $real ->
        [yes] Example, week { $week }: { $claimed } claimed for { $available }.
       *[no] Example, with the claims of week { $week } ({ $claimed }) had there been only half, { $available }:
    }
    { $rows }
rules-example-row = • { $name }: { $claim } → { $award } ({ $reason })

why-equal-awards = Why less: { $claimed } claimed for { $available } available. The same ceiling for all, { $ceiling }; below it, everything is awarded.
why-equal-losses = Why less: { $claimed } claimed for { $available } available. Every claim is cut by the same amount, { $cut }, none below zero.
why-talmud = Why less: { $claimed } claimed for { $available } available, shared as in the Talmud: first the same ceiling on half of each claim, then the same loss for all.

## Agreeing

closed-to-agree = Week { $week } is over the budget: the team is agreeing. /close once more to settle it now.
agree-opening =
    <b>{ $team } — week { $week }</b> ({ $week-dates }): let us agree
    { $claims }

    Claimed: { $claimed }. Available: { $available }. <b>{ $gap } are missing.</b>
    I am writing to everybody who claimed: keep it, take the proposed share, or type a lower amount. We have until { $until }; as soon as nothing is missing, we are done.
    What is still missing then is shared like this. { $rule }
agree-row = • { $name }: claimed { $claim }, proposed { $proposed }
agree-question =
    { $name }, together the team claims { $claimed } for { $available }: <b>{ $gap }</b> are missing (week { $week }).
    You claim { $claim }; the proposed share is { $proposed }.
    What would you like? /keep, /take, or type a lower amount until { $until }.
agree-reminder = { $name }, the team is waiting for you: keep { $claim } (/keep), take { $proposed } (/take), or a lower amount? Until { $until }.
button-keep = I keep { $amount }
button-take = I take { $amount }
agree-kept = All right. { $standing } You can still lower it until { $until }.
agree-changed =
    Noted: <b>{ $claim }</b> for week { $week }. Thank you!
    { $available } available, { $claimed } claimed: { $gap } are still missing. You can change it until { $until }.
agree-changed-closed = Noted: <b>{ $claim }</b> for week { $week }. Thank you! Nothing is missing any more: the summary is in the group.
agree-moved = { $name } goes from { $before } to { $claim }. Claimed: { $claimed } for { $available }; <b>{ $gap }</b> are still missing.
refusal-agree-no-raise = We agree downwards: you can claim at most { $most }, as at the start.
refusal-agree-below-already = You already claim less than the proposed share. { $standing }
refusal-agree-not-asked = Too late to declare: the team is agreeing on what was claimed in time. Once the week is closed, /week can correct it.
refusal-agree-not-now = The team is not agreeing at the moment. To declare, type an amount, for example <code>45</code>.
refusal-agree-late = Too late to announce: the team is agreeing already.
title-proposed = Proposed

## Limits

echo-ceiling = That is above the team’s indicative ceiling ({ $ceiling }). Nothing is blocked: just so that you know.
raise-capped =
    Your team caps raises from week to week. Last time: { $last }; this week you can claim up to <b>{ $most }</b>.
    { $standing }
ask-announce =
    Above { $above }, your team asks to be told beforehand. Shall I tell the group and note <b>{ $claim }</b>? (yes / no)
    { $standing }
button-announce = Yes, tell them
announced = A word from { $name }: their claim for week { $week } will be a large one.{ $note }
announced-note = { " " }“{ $note }”
announced-to-team = <b>{ $team }</b> knows. Now type your amount.

## Envelopes

project-envelope = { " " }— envelope of { $amount }
project-keeper = , looked after by { $name }
envelope-set = { $project } now has an envelope of { $amount }, taken from the plan. It holds { $holds }: claims for this project draw on it first.
envelope-ended = { $project } has no envelope any more: what was left in it went back to the plan.
keeper-set = { $name } now looks after the envelope of { $project }: I tell them at 80 % and at 100 %.
envelope-low =
    { $all ->
        [yes] The envelope of { $project } is empty: { $envelope } spent. The next claims draw on the common budget.
       *[no] The envelope of { $project } is { $part } spent: { $holds } left of { $envelope }.
    }
refusal-envelope-spent = { $spent } of the envelope of { $project } are spent already: it cannot be smaller.
refusal-envelope-too-large = The weeks left in the plan do not have that much. /plan shows what there is.

## The pool

booked-income = Income noted: { $amount } — { $label }. { $sign ->
        [short] In the pool: { $pool }.
       *[left] In the pool, to share on top of the budget: { $pool }.
    } Book: <code>{ $head }</code>
booked-expense = Expense noted: { $amount } — { $label }. { $sign ->
        [short] In the pool: { $pool }; the next week will have that much less.
       *[left] In the pool: { $pool }.
    } Book: <code>{ $head }</code>
fixed =
    <b>{ $team }</b> — paid every week, before anything is shared
    { $costs }
    { $total }
    To change it: <code>/fixed rent 50</code>, or <code>/fixed rent 0</code> to stop.
fixed-row = • { $label }: { $amount }
fixed-total = In all: <b>{ $total }</b> a week.
fixed-none = Nothing yet.
refusal-usage-income = Type the amount, then where it comes from: <code>/income 1200 city grant</code>.
refusal-usage-expense = Type the amount, then what for: <code>/expense 80 paint</code>.
refusal-usage-fixed = Type what, then how much a week: <code>/fixed rent 50</code> (0 to stop).

## Corrections

ask-correction = <b>{ $claim }</b> for week { $week } is far from the usual, or more than there is. Is that right? (yes / no)
correction-noted =
    Corrected, week { $week }: { $name } { $moved ->
        [no] still claims <b>{ $claim }</b>, awarded <b>{ $award }</b>; the details changed.
       *[yes] claims <b>{ $claim }</b> instead of { $before }, awarded <b>{ $award }</b> instead of { $had }.
    }
    { $new }
    { $why }
    The team sees it in the group.
corrected =
    Correction of week { $week } ({ $week-dates }): { $name }, { $answered ->
        [yes] { $moved ->
            [no] still claimed { $claim }, awarded { $award }; the details changed
           *[yes] claimed { $claim } instead of { $before }, awarded { $award } instead of { $had }
        }
       *[no] claimed { $claim }, no answer until now, awarded { $award } instead of { $had }
    }. Written by { $author }.
    { $why }
corrected-for-you =
    { $author } corrected your week { $week }: { $moved ->
        [no] still claimed { $claim }, awarded { $award }; the details changed.
       *[yes] claimed { $claim } instead of { $before }, awarded { $award } instead of { $had }.
    }
    { $why }
    A question? Talk to { $author }.
correction-nothing-left = That week had given everything already: nothing more is awarded.
correction-short = That week did not have enough left to award it all.
reopened =
    Week { $week } is open to corrections again until { $until }. { $count ->
        [0] I could tell nobody.
        [one] I have told { $count } person.
       *[other] I have told { $count } people.
    }
reopened-member = { $name }, week { $week } ({ $week-dates }) is open to corrections again until { $until }. To correct it: <code>/week { $week } 45</code>. Otherwise there is nothing to do.
refusal-correct-open = Week { $week } is not closed yet: simply type your amount.
refusal-correct-before-joining = { $name } was not in the team yet in week { $week }.
refusal-correct-too-old = { $weeks ->
        [0] A closed week is not corrected any more
        [one] Week { $week } is more than a week old
       *[other] Week { $week } is more than { $weeks } weeks old
    }: ask a facilitator to correct it, or to reopen it.
refusal-usage-week = Type the week, then what it was worth: <code>/week 2026-W47 café 20</code>. A facilitator can correct for somebody: <code>/week 2026-W47 @Aïcha: 20</code>.
