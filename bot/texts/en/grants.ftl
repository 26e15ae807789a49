# Requests for money, the commission that decides on them, donations and incomes.

## Asking

grant-asked =
    <b>{ $team }</b> — request no. { $number } by { $name }: <b>{ $amount }</b>
    { $purpose }
    To talk about it: <code>/grant { $number } : your words</code>. { $enough ->
        [yes] The commission decides, { $quorum } yes are needed: <code>/vote { $number } yes because…</code>
       *[no] The commission is too small to decide ({ $voters } for { $quorum } yes): whoever looks after the team completes it with <code>/commission add Name</code>.
    }
grant-asked-reply =
    Asked, no. { $number }: <b>{ $amount }</b> for “{ $title }”. The whole team can read your request and talk about it. { $enough ->
        [yes] The commission decides: { $quorum } yes out of { $voters } are needed.
       *[no] The commission is still too small to decide ({ $voters } for { $quorum } yes).
    }
    To change the amount: <code>/grant { $number } 600 why</code>. To take it back: <code>/grant withdraw { $number }</code>
grant-to-vote =
    { $name } asks for <b>{ $amount }</b> (no. { $number }):
    { $purpose }
    You are in the commission: <code>/vote { $number } yes because…</code> or <code>/vote { $number } no because…</code>
grant-amended =
    <b>{ $team }</b> — request no. { $number }: { $name } asks for <b>{ $amount }</b> instead of { $old }. { $explained ->
        [yes] “{ $words }”
       *[no] { "" }
    }
    { $count ->
        [0] Nobody had voted yet.
        [one] The vote already cast no longer counts: the commission votes again.
       *[other] The { $count } votes already cast no longer count: the commission votes again.
    }
grant-amended-reply = Changed, no. { $number }: <b>{ $amount }</b> instead of { $old }. The commission has been told and votes on the new amount.
grant-to-vote-again =
    { $name } changed request no. { $number }, { $title }: <b>{ $amount }</b> instead of { $old }. { $explained ->
        [yes] “{ $words }”
       *[no] { "" }
    }
    What was voted before no longer counts: <code>/vote { $number } yes because…</code> or <code>/vote { $number } no because…</code>
grant-commented = { $count ->
        [0] Noted, with request no. { $number }, { $title }.
       *[other] Noted, with request no. { $number }, { $title }. Whoever asked has been told.
    }
grant-comment-told = { $name }, on your request no. { $number }, { $title }: “{ $words }”. To answer: <code>/grant { $number } : your words</code>
grant-withdrawn = { $name } takes back request no. { $number }, { $title }.

grants =
    <b>{ $team }</b> — requests
    { $grants }
    To read one: <code>/grant 3</code>. To ask: <code>/grant 800 bread oven : your plan, a link</code>
grants-none = None so far.
grant-row = • no. { $number }, { $name }, { $amount } — { $title }: { $state ->
        [open] open, { $yes } yes, { $no } no
        [granted] granted
        [refused] refused
       *[withdrawn] taken back
    }
grant =
    <b>Request no. { $number }</b> by { $name }: <b>{ $amount }</b>, { $state ->
        [open] open
        [granted] granted
        [refused] refused
       *[withdrawn] taken back
    }
    { $purpose }
    { $facts }
grant-untitled = untitled
grant-tally = { $yes } yes, { $no } no; { $quorum } yes needed, { $voters ->
        [one] { $voters } person votes.
       *[other] { $voters } people vote.
    }
grant-votes =
    The votes:
    { $votes }
grant-vote-row = • { $name }: { $vote ->
        [yes] yes
       *[no] no
    } — { $reason }
grant-comments =
    What is said of it:
    { $comments }
grant-comment-row = • { $name }: { $words }
grant-next = To talk about it: <code>/grant { $number } : your words</code>. For the commission: <code>/vote { $number } yes because…</code>

## Deciding

voted = { $private ->
        [yes] Noted, you vote
       *[no] { $name } votes
    } { $vote ->
        [yes] yes
       *[no] no
    } on request no. { $number }, { $title }. { $tally } A vote can be changed until it is decided.
grant-decided =
    <b>Request no. { $number } by { $name }, { $title }: { $state ->
        [granted] granted, { $amount }
       *[refused] refused
    }</b>
    { $tally }
    { $votes }
    { $then }
grant-project = It is now the project { $project }, with that sum as its envelope: declarations for it draw on it.
grant-decided-reply = { $state ->
        [granted] Your vote decides: request no. { $number }, { $title }, is granted ({ $amount }). The group reads it, with every reason.
       *[refused] Your vote decides: request no. { $number }, { $title }, is refused. The group reads it, with every reason.
    }
grant-decided-told = { $state ->
        [granted] Good news, { $name }: your request no. { $number }, { $title }, is granted. { $amount } wait for you in the project’s envelope.
       *[refused] Your request no. { $number }, { $title }, is not granted this time. The reasons are in the group, and in <code>/grant { $number }</code>. You can come back with another request.
    }
commission =
    <b>{ $team }</b> — the commission, which decides on requests{ $count ->
        [0] : nobody so far.
       *[other] : { $names }.
    }
    { $quorum } yes are needed, each vote has its reason, and nobody votes on their own request. { $enough ->
        [yes] { "" }
       *[no] It is too small: whoever looks after the team adds somebody with <code>/commission add Name</code>, or changes <code>/settings quorum 2</code>.
    }
commission-changed =
    { $added ->
        [yes] { $name } is now in the commission.
       *[no] { $name } is no longer in the commission; their votes on what is not decided no longer count.
    }
    { $commission }
commission-told = { $added ->
        [yes] You are now in the commission of <b>{ $team }</b>: you vote on requests for money, with a reason. /grants shows them.
       *[no] You are no longer in the commission of <b>{ $team }</b>. Thank you for the time you gave it!
    }
rules-grants = Requests for money (/grants): the commission votes, each vote with its reason. One is granted as soon as it has { $quorum } yes. It is refused as soon as { $quorum } yes are no longer possible, if there are at least { $quorum } no or everybody has voted. Nobody votes on their own request.
setting-quorum = how many yes votes of the commission grant a request

refusal-grant-unknown = I do not know request no. { $number }: /grants lists them. To make one, say what for as well: <code>/grant 800 bread oven : your plan</code>.
refusal-grant-not-yours = Request no. { $number } is not yours. A new request begins with its amount, then a word: <code>/grant 800 bread oven : your plan</code>.
refusal-grant-or-thousands = You have no request no. { $number }. If you ask for { $number }{ $rest }, write the amount in one piece: <code>/grant { $number }{ $rest } bread oven</code>.
refusal-grant-same = Request no. { $number } is for { $amount } already: nothing changes.
refusal-grant-over = Request no. { $number } is already { $state ->
        [granted] granted
        [refused] refused
       *[withdrawn] taken back
    }.
refusal-grant-own = This is your own request: the others in the commission decide on it.
refusal-grant-left = Whoever made request no. { $number } is no longer in the team: it is not voted on any more.
refusal-grant-quorum = { $voters ->
        [0] Nobody can vote on this request
        [one] Only one person can vote on this request
       *[other] Only { $voters } people can vote on this request
    }, and { $quorum } yes are needed: whoever looks after the team completes the commission (<code>/commission add Name</code>) or changes <code>/settings quorum</code>.
refusal-grant-short = Your vote would grant { $amount } to request no. { $number }, but the pool has only { $holds }: it is not counted. Wait for an income, or ask for a smaller amount.
refusal-commission-only = Only the commission votes on requests. /commission says who is in it; to say what you think: <code>/grant 3 : your words</code>.
refusal-commission-already = { $has ->
        [yes] { $name } is in the commission already.
       *[no] { $name } is not in the commission.
    }
refusal-usage-grant = Write the amount, then what for: <code>/grant 800 bread oven : your plan, a link</code>. To talk about one: <code>/grant 3 : your words</code>.
refusal-usage-vote = Write the number, your vote and your reason: <code>/vote 3 yes because everybody will use it</code>.
refusal-usage-commission = Write <code>/commission add Name</code> or <code>/commission remove Name</code>.

## Donations and incomes

donation-booked = Donation noted: { $amount } from { $donor }. Thank you! In the pool: { $pool }. { $public ->
        [yes] Their name will be in /donations and in exports.
       *[no] Their name will be in no list. If they agree to be named, end with <code>public</code>.
    }
donations =
    <b>{ $team }</b> — what came in
    { $rows }
    { $count ->
        [one] In all: <b>{ $total }</b>, of which { $given } in donations. The file has this line.
       *[other] In all: <b>{ $total }</b> in { $count } sums, of which { $given } in donations. The file has every line.
    }
donation-row = • { $day }: { $amount } — { $source }
donation-from = donation from { $donor }
donation-anonymous = anonymous donation
donation-discreet = donation from { $donor } (does not wish to be named)
donations-file-name = donations-and-incomes
donations-day = day
donations-amount = amount
donations-unit = unit
donations-kind = kind
donations-source = from
donations-kind-income = income
donations-kind-donation = donation
refusal-no-income = No donation and no income so far.
refusal-usage-donation = Write the amount, then who gives: <code>/donation 500 Jeanne Martin</code>, with <code>public</code> at the end if she may be named.

act-commission = { $added ->
        [yes] { $name } joins the commission
       *[no] { $name } leaves the commission
    }
act-donation = donation of { $amount }{ $public ->
        [yes] , { $donor }
       *[no] { "" }
    }

command-grants = Requests for money, and the vote on them
command-donations = Donations and incomes
