# Campaigns, allocations, funding, the costs meeting.

campaign =
    <b>{ $title }</b>{ $ends ->
        [yes] , until { $day } included
       *[no] { "" }
    }{ $capped ->
        [yes] , at most { $cap } a person and bucket
       *[no] { "" }
    }{ $hidden ->
        [yes] ; amounts stay hidden until the end
       *[no] { "" }
    }
    { $guidelines }
campaign-guidelines = { $words }
campaign-opened =
    <b>{ $team }</b> — the campaign is open
    { $campaign }
    { $buckets }
    To fund: /fund, here or in private. You can change your mind until the end.
campaign-opened-reply = The campaign <b>{ $title }</b> is open until { $day } included: the group knows.
campaign-shown =
    <b>{ $team }</b> — { $over ->
        [yes] the last campaign, which is over
       *[no] the campaign that is open
    }
    { $campaign }
    { $buckets }
ask-campaign-close = End the campaign <b>{ $title }</b> now? { $costs ->
        [yes] What is funded is paid
       *[no] What is funded starts
    }, and nobody can change anything any more. (yes / no)
campaign-closed =
    <b>{ $team }</b> — the campaign <b>{ $title }</b> is over
    { $buckets }
    { $returned }
campaign-nothing = Nothing was funded.
campaign-closed-reply = The campaign <b>{ $title }</b> is over: what it came to is in the group.
campaign-bucket =
    { $row }
    { $funders }
campaign-returned = { $where ->
        [pool] { $total } were not used: they go back to the pool.
        [commons] { $total } were not used: they go back to the commons.
       *[both] { $total } were not used: { $pool } go back to the pool, { $commons } to the commons.
    }

costs-opened = { $count ->
        [one] One cost to fund together, { $total }: the board is in the group, and follows every contribution. In the end: <code>/campaign close</code>
       *[other] { $count } costs to fund together, { $total } in all: the board is in the group, and follows every contribution. In the end: <code>/campaign close</code>
    }
board =
    <b>{ $team }</b> — the costs of the year
    { $rows }
    In all: { $bar } { $held } of { $whole }. { $complete ->
        [yes] All of it is funded!
       *[no] { $missing } to go.
    }
    { $open ->
        [yes] To take part: /fund
       *[no] The meeting is over.
    }
board-row =
    { $number }. <b>{ $title }</b> — { $bar } { $held } of { $goal }
    { $funders }
board-funders = { $funders }

allocation-same = { $how ->
        [set] { $each } in all for each of { $count } people
       *[other] { $total } from { $source ->
            [commons] the commons
           *[pool] the pool
        }, { $each } for each of { $count } people
    }
allocation-each =
    { $how ->
        [set] each will have:
        [declared] { $total } from { $source ->
            [commons] the commons
           *[pool] the pool
        }, in proportion to what each declared:
       *[other] { $total } from { $source ->
            [commons] the commons
           *[pool] the pool
        }:
    }
    { $rows }
allocation-row = • { $name }: { $amount }
ask-allocate =
    To put into buckets: { $allocation }
    All right? (yes / no)
allocated =
    <b>{ $team }</b> — to put into buckets: { $allocation }
    It is no income: put it into buckets with /fund.
allocated-reply = { $how ->
        [set] It is set. The group knows.
       *[other] Allocated: { $total }. The group knows.
    }

fund-choices =
    { $campaign }
    You have <b>{ $left }</b> left to put into buckets.
    { $buckets }
    { $how }
fund-row = { $row }{ $some ->
        [yes] , of which { $mine } from you
       *[no] { "" }
    }
fund-none = No bucket is open for funding.
fund-how = Choose, or write for example <code>/fund { $number } 50</code>
fund-ask =
    { $row }
    { $campaign }
    { $more ->
        [yes] You have { $left } left. How much do you want to have in it, up to { $most }? Choose, or write <code>/fund { $number } 50</code>
       *[no] You have { $left } left: you cannot add anything to it.
    }
button-bucket = { $number }. { $title }
button-fund-back = Take { $amount } back
funded =
    { $how ->
        [changed] Changed: { $mine } from you (before: { $old }).
        [nothing] Changed: nothing from you any more (before: { $old }).
       *[new] Noted: { $mine } from you.
    }
    { $row }
    You have <b>{ $left }</b> left. You can change this until the campaign ends.

refusal-no-campaign = No campaign is open just now: buckets are funded during a campaign.
refusal-campaign-open = The campaign { $title } is still open: <code>/campaign close</code> ends it.
refusal-campaign-title = A campaign needs a title and a last day: <code>/campaign Christmas 15/12 cap 100 : what we want to fund</code>.
refusal-campaign-past = That day has passed already.
refusal-usage-campaign = Write <code>/campaign Christmas 15/12 cap 100 : what we want to fund</code> (with <code>hidden</code>, amounts are seen in the end), <code>/campaign costs rent 2400, insurance 900</code> or <code>/campaign close</code>.
refusal-usage-costs = Write each cost, then its amount, once: <code>/campaign costs rent 2400, insurance 900</code>.
refusal-usage-allocate = Write <code>/allocate 5000 equal</code>, <code>/allocate 5000 declared</code>, <code>/allocate 5000 equal commons</code>, or send a CSV file (name, amount) captioned <code>/allocate add</code> or <code>/allocate set</code>.
refusal-allocate-short = { $source ->
        [commons] The commons hold only { $holds }.
       *[pool] The pool holds only { $holds }.
    }
refusal-allocate-nothing = There is nothing to change.
refusal-allocate-nobody = Nobody has declared anything yet: share equally, <code>/allocate 5000 equal</code>.
refusal-allocate-twice = { $name } is in the file twice.
refusal-allocation-row = Line { $row } of the file: { $why } Nothing was allocated.
refusal-allocation-cells = it needs a name and an amount, like <code>Aïcha,250</code>.
refusal-allocation-empty = This file is empty. It needs a line for each person, like <code>Aïcha,250</code>.
refusal-allocation-too-long = This file is too long: at most { $most } lines.
refusal-allocation-file-large = This file is too large: at most { $most } KB.
refusal-allocation-file-binary = This file is no CSV. Save it as CSV, a line for each person: <code>Aïcha,250</code>.
refusal-usage-fund = Write the bucket, then how much you want to have in it: <code>/fund 3 50</code>.
refusal-fund-not-open = Bucket { $number }, { $title }, cannot be funded just now. /fund shows those that are open.
refusal-fund-earlier = Your { $earlier } of a past campaign stay in bucket { $number }, { $title }: you can add to them, not take them back.
refusal-fund-maximum = { $some ->
        [yes] Bucket { $number }, { $title }, has room for { $room } more: you can have at most { $most } in it.
       *[no] Bucket { $number }, { $title }, is full: it takes no more.
    }
refusal-fund-allowance = You have only { $left } left: you can have at most { $most } in bucket { $number }, { $title }.
refusal-fund-cap = During this campaign, nobody puts more than { $most } into one bucket.

act-campaign-open = campaign opened, { $title }
act-costs = { $count ->
        [one] { $count } cost to fund together
       *[other] { $count } costs to fund together
    }
act-campaign-close = campaign ended, { $title }
act-allocate = { $how ->
        [set] allocations set by a file
       *[other] { $total } allocated, to put into buckets
    }
