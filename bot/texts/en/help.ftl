# Help: where one is, who asks, what is open.

help-private =
    { $now }
    { $several }

    { $declare }
    { $correct }
    <b>See</b>: /me, /budget, /summary, /history, /payouts, /projects, /rates, /rules, /charter, /log, <code>/question Name …</code>
    <b>Decide together</b>: /buckets, /fund, /campaign, /grants, /give, /donations. Units are not sent from one person to another: a large encyclopaedia tried such a currency, it became a currency of favours, and they gave it up.
    <b>Me</b>: /name, /language, /timezone, /away, /public, /sheet of a payout, /link another account, /data I keep about you, /forget all of it, /leave
    { $facilitator }
help-declare =
    <b>Declare</b>: an amount (<code>45</code>), projects (<code>café 20, website 25</code>), time (<code>café 3h</code>), a note (<code>café 20 : shift</code>). <code>0</code> is a real answer.
    Or: /same, /guide step by step, /skip, /withdraw
help-correct = <b>Correct</b> a closed week: <code>/week 2026-W47 20</code>
help-facilitator =
    <b>Facilitate</b>: /open, /close, /reopen, /status, /remind, /plan, /income, /expense, /donation, /fixed, /share, /campaign, /allocate, /commission, /payout, /payday, /contracts, /levies, /project, /rate, /members, /invite, /facilitator, /remove, /settings, /export
help-several =
    { $count ->
        [one] You are in { $count } team.
       *[other] You are in { $count } teams: reply to a team’s question, or I ask you which.
    }
help-open = <b>{ $team }</b>: week { $week } is open until { $until }.
help-revising = <b>{ $team }</b>: agreeing on week { $week }, until { $until }.
help-closed = <b>{ $team }</b>: no round is open. Next question: { $next }.
help-charter = Before you declare there is a charter to accept: /charter.
help-away = I know you are away: /back when you return.
help-change = To change it, type another amount; /withdraw to take it back.
help-agree = Your turn: /keep, /take the proposed share, or a lower amount.
help-draft = Your step by step declaration waits: /guide to go on.
help-question = I asked you a question: answer <code>yes</code> or <code>no</code>.
help-answer =
    { $count ->
        [one] A question about your declaration waits: <code>/answer …</code>
       *[other] { $count } questions about your declaration wait: <code>/answer …</code>
    }
help-group =
    { $now }
    Here: /budget, /summary, /history, /projects, /buckets, /fund, /campaign, /grants, /rates, /rules, /log, <code>/question Name …</code>
    { $facilitator }
    { $stranger }
    To declare, write to me in private; /help there tells you the rest.
help-group-facilitator = Facilitate, here too: /open, /close, /status, /remind, /invite, /settings
help-stranger = You are not in the team yet: ask whoever facilitates it for the invitation.
help-group-new = This group has no team yet: an admin of the group sends /setup.
