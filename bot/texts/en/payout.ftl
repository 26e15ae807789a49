# Payouts: the proposal, the list, what each member gets, the day announced.

payout-proposed =
    { $changed }
    <b>{ $team }</b> — a payout to confirm: <b>{ $offered }</b>, { $label }
    Shared: { $mode }. A unit (1 { $unit }) is worth { $rate }.
    { $counted }
    { $rows }
    { $nothing }
    To pay in all: <b>{ $total }</b> ({ cae-label }), for { $units }.
    { $unneeded }
    I move no money: this is the list of payments to make. Shall I write it into the book?
payout-changed = In the meantime the shares have changed. Here are the new ones, to confirm:
payout-done =
    <b>{ $team }</b> — payout no. { $number }: <b>{ $offered }</b>, { $label }
    Shared: { $mode }. A unit (1 { $unit }) is worth { $rate }.
    { $counted }
    { $rows }
    { $nothing }
    To pay in all: <b>{ $total }</b> ({ cae-label }), for { $units }. { $left } stay on the balances.
    { $unneeded }
    Book: <code>{ $head }</code>
payout-noted = { $count ->
        [one] It is in the book: payout no. { $number }, { $total } for one person. They have been told, and the list is in the group. What is left to do is the payment.
       *[other] It is in the book: payout no. { $number }, { $total } for { $count } people. They have been told, and the list is in the group. What is left to do are the payments.
    }
payout-row = • <b>{ $name }</b>: { $paid ->
        [yes] { $units }, that is <b>{ $total }</b> — { $weeks }; balance { $balance }, { $left } stay
       *[no] nothing this time; their balance of { $balance } stays
    }
payout-weeks = { $count ->
        [one] week { $last }{ $part ->
            [yes] { " " }in part
           *[no] { "" }
        }
       *[other] { $count } weeks, from { $first } to { $last }{ $part ->
            [yes] { " " }(the last one in part)
           *[no] { "" }
        }
    }
payout-empty = Nothing to pay, for want of a balance: { $names }
payout-unneeded = Not handed out: { $amount }.
payout-counted-all = No payday was announced: all that is in the book at this moment counts.
payout-counted-by = What counts: what was in the book at the end of { $day }.
payout-mode-proportional = in proportion to the balances
payout-mode-equal-awards = the same ceiling for all
payout-mode-equal-losses = the same cut for all
payout-mode-talmud = the ceiling first, then the same loss
payout-mode-oldest = the oldest weeks first
payout-yours =
    <b>{ $team }</b> — payout no. { $number }, { $label }: <b>{ $total }</b> for you ({ cae-label }), for { $units } of your balance.
    It is for: { $weeks }.
    Your balance is now { $left }. /me shows everything.
    Your sheet, to attach to your invoice, comes with this message; /sheet gives it again.

payouts =
    <b>{ $team }</b> — the payouts
    { $rows }
    In all: <b>{ $total }</b>.
payouts-row = • no. { $number }, { $day }, { $label }: { $total } for { $units }, of { $offered } there were; { $mode }
payouts-none = <b>{ $team }</b>: nothing has been paid yet.

me-unpaid = Nothing has been paid in euros yet.
me-paid =
    What you were paid:
    { $rows }
me-payout = • no. { $number }, { $day }: <b>{ $total }</b> for { $units } — { $weeks }
me-week-paid = , paid { $amount }

payday-coming = <b>{ $team }</b> — the payday announced: { $day }. What is in the book at the end of that day counts for the next payout; what comes after is for another time.
payday-past = <b>{ $team }</b> — the payday announced is over: { $day }. The next payout counts what was in the book at the end of that day.
payday-off = <b>{ $team }</b> — the payday on { $day } is cancelled.
payday-announced = The group has been told: { $day }. /payout waits for the end of that day; /payday - cancels it.
payday-cancelled = It is cancelled, and the group knows: there is no payday on { $day } any more.
payday-not-announced = <b>{ $team }</b>: no payday is announced. Facilitators can announce one: <code>/payday 15/12</code>.

refusal-payout-nothing = There is nothing to pay in { $team }: no balance above zero counts for this payout.
refusal-payout-wait = The payday announced is { $day }: this payout has to wait for its end, { $until }. /payday - cancels it.
refusal-payday-none = No payday is announced: there is nothing to cancel.
refusal-payday-over = { $day } is over: announce a day to come, for example <code>/payday 15/12</code>.
refusal-payday-far = { $day } is more than a year away: announce a day that is nearer.
refusal-euro-rate-form = Write how many euros a unit is worth, with at most six decimals: <code>/settings euro_rate 0.5</code>.
refusal-usage-payout = Write the amount in euros, then where it comes from: <code>/payout 3000 city grant</code>. To pay the oldest weeks first, add <code>oldest</code> at the end.
refusal-usage-payday = Write a day: <code>/payday 15/12</code>. /payday alone shows the one announced, /payday - cancels it.

act-payout = payout of { $total }, { $label }
act-payday = { $off ->
        [yes] payday cancelled: { $day }
       *[no] payday announced: { $day }
    }

setting-euro-rate = how many euros a unit is worth when a payout comes
setting-payout-mode = how a payout is shared
value-payout-mode-proportional = • <code>{ $value }</code> — in proportion to the balances
value-payout-mode-equal-awards = • <code>{ $value }</code> — the same ceiling for all
value-payout-mode-equal-losses = • <code>{ $value }</code> — the same cut for all
value-payout-mode-talmud = • <code>{ $value }</code> — the ceiling first, then the same loss: nobody below half where possible
value-payout-mode-oldest = • <code>{ $value }</code> — the oldest weeks first, everybody’s together

config-euro-rate = { $key }: how many euros a unit is worth, more than 0, with at most six decimals, for example 0.5

breach-payout = { $team }, payout { $number }: { $what ->
        [place] its number, its rows of the book or its date are not the book’s
        [terms] its amount, its rate or its way to share are none
        [cutoff] the day that counts is not the one that was announced
       *[shares] the shares do not follow from the amount, the rate, the way to share and the balances there were
    }
breach-payout-share = { $team }, payout { $number }, member { $member }: the book says { $units } and { $total }, which is not their share
breach-payout-stranger = { $team }, row { $row } of the book: a payout that nothing decided

command-payout = Share real money out
command-payouts = See the payouts
command-payday = See or announce the payday
