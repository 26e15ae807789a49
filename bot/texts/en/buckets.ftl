# Buckets: proposing, telling, funding, starting, completing.

bucket-goal = { $range ->
        [yes] { $minimum } to { $maximum }
       *[no] { $minimum }
    }
bucket-standing = { $standing ->
        [idea] an idea
        [waiting] waiting for approval
        [open] open for funding
        [partly] partly funded
        [funded] funded
        [full] funded to the maximum
        [started] under way
        [completed] completed
       *[cancelled] cancelled
    }
bucket-standing-hidden = we shall see when the campaign ends
bucket-row = { $number }. <b>{ $title }</b> — { $state ->
        [started] { $bar } { $held } left of { $funded }: under way
        [completed] { $funded } raised: completed
        [paid] { $funded } raised: paid
        [cancelled] cancelled
        [open] { $bar } { $held } (goal: { $goal }): { $standing }
       *[other] goal: { $goal }: { $standing }
    }
bucket-row-hidden = { $number }. <b>{ $title }</b> — goal: { $goal }
bucket-funder = { $name } { $amount }
bucket-funders = Who funds it: { $funders }
bucket-mine = From you: { $mine } (nobody else sees it before the campaign ends)

buckets =
    <b>{ $team }</b> — the buckets
    { $buckets }
    { $over }
    To see one: <code>/bucket 3</code>. To propose one: <code>/bucket add Bread oven 400 600 : why</code>
buckets-none = None so far.
buckets-over =
    Past ones:
    { $buckets }
bucket-over = { $number }. { $title } ({ $how ->
        [paid] paid
        [completed] completed
       *[cancelled] cancelled
    })
bucket =
    { $row }
    { $description }
    { $facts }
bucket-lines =
    The budget:
    { $lines }
bucket-line-row = • { $label }: { $amount }
bucket-proposed = { $together ->
        [yes] Proposed by { $name }, with { $others }
       *[no] Proposed by { $name }
    }
bucket-comments =
    What is said of it:
    { $comments }
bucket-comment-row = • { $name }: { $words }
bucket-next = { $state ->
        [idea] Ready? <code>/bucket submit { $number }</code>. A budget line: <code>/bucket { $number } line wood 200</code>. Carry it together: <code>/bucket { $number } with Bob</code>
        [waiting] A facilitator approves it: <code>/bucket approve { $number }</code>
        [open] To fund it: <code>/fund { $number }</code>. A question: <code>/bucket { $number } : how many places?</code>
        [started] It is a project: declarations for it draw on it. In the end: <code>/bucket complete { $number }</code>
        [paid] It is paid, thanks to everybody.
        [completed] It is done, thanks to everybody.
       *[cancelled] Every contribution was given back.
    }

bucket-added =
    Bucket { $number } noted: <b>{ $title }</b>, goal { $goal }.
    It is an idea so far; <code>/bucket submit { $number }</code> proposes it for funding.
bucket-goal-set = Changed: bucket { $number }, <b>{ $title }</b>, goal: { $goal } (before: { $old }). Its state: { $standing }. { $told ->
        [yes] Whoever funded it was told.
       *[no] { "" }
    }
bucket-goal-told = { $name } changed the goal of bucket { $number }, <b>{ $title }</b>, in which you have { $mine }. Now: { $goal } (before: { $old }). Its state: { $standing }. To change your part: <code>/fund { $number }</code>
bucket-commented = { $count ->
        [0] Noted under bucket { $number }, <b>{ $title }</b>.
       *[other] Noted under bucket { $number }, <b>{ $title }</b>, and passed on to { $names }.
    }
bucket-comment-told = { $name }, on bucket { $number }, <b>{ $title }</b>: “{ $words }”. To answer: <code>/bucket { $number } : …</code>

bucket-opened =
    { $name } opens bucket { $number } for funding: <b>{ $title }</b>, goal { $goal }.
    { $description }
    { $running ->
        [yes] To fund it: <code>/fund { $number }</code>
       *[no] It can be funded from the next campaign on.
    }
bucket-opened-reply = Bucket { $number }, <b>{ $title }</b>, is open for funding: the group knows.
bucket-approved-told = { $name } approved your bucket { $number }, <b>{ $title }</b>: it is open for funding.
bucket-waits = Bucket { $number }, <b>{ $title }</b>, waits for a facilitator to approve it. I’ll tell you.
bucket-to-approve =
    { $name } proposes bucket { $number }, <b>{ $title }</b>, goal { $goal }.
    { $description }
    Open it for funding? <code>/bucket approve { $number }</code> or <code>/bucket refuse { $number } reason</code>
button-bucket-step = { $step ->
        [approve] Approve
       *[refuse] Refuse
    }
bucket-refused = Bucket { $number }, <b>{ $title }</b>, is an idea again. Whoever proposed it knows.
bucket-refused-told = { $explained ->
        [yes] Bucket { $number }, <b>{ $title }</b>, is not opened for funding: { $reason }. It stays an idea: change it, then submit it again.
       *[no] Bucket { $number }, <b>{ $title }</b>, is not opened for funding. It stays an idea: talk it over, then submit it again.
    }
bucket-reached = It is funded!
    { $row }
bucket-started = { $name } starts bucket { $number }, <b>{ $title }</b>: it is now the project “{ $project }”, with an envelope of { $amount }. Declarations for this project draw on it first.
ask-bucket-complete = { $rest ->
        [yes] Complete bucket { $number }, <b>{ $title }</b>? { $left } are left in it, { $where ->
            [commons] which will go to the commons
            [funders] which will go back to those who funded it
           *[pool] which will go back to the pool
        }. (yes / no)
       *[no] Complete bucket { $number }, <b>{ $title }</b>? Nothing is left in it. (yes / no)
    }
bucket-completed =
    Bucket { $number }, <b>{ $title }</b>, is completed. { $rest ->
        [yes] { $left } were left, { $where ->
            [commons] which go to the commons
            [funders] which go back to those who funded it
           *[pool] which go back to the pool
        }.
       *[no] All of it was used.
    }
    { $shared }
bucket-given-back = Given back, for buckets to come: { $funders }
ask-bucket-cancel =
    { $row }
    Cancel it? Whoever funded it gets their part back. (yes / no)
bucket-cancelled = { $count ->
        [0] { $name } cancelled bucket { $number }, <b>{ $title }</b>. There was nothing to give back.
        [one] { $name } cancelled bucket { $number }, <b>{ $title }</b>. { $back } given back to one person.
       *[other] { $name } cancelled bucket { $number }, <b>{ $title }</b>. { $back } given back to { $count } people.
    }
bucket-cancelled-hidden = { $name } cancelled bucket { $number }, <b>{ $title }</b>. Everything is given back.
bucket-done = Done for bucket { $number }, <b>{ $title }</b>: the group knows.
bucket-refunded = Bucket { $number }, <b>{ $title }</b>, is cancelled: your { $mine } are yours again.

refusal-bucket-unknown = I don’t know the bucket “{ $said }”. /buckets lists them.
refusal-bucket-title = A title needs letters: <code>/bucket add Bread oven 400 600</code>.
refusal-bucket-exists = Bucket { $number } is called { $title } already: choose another title, or add to that one.
refusal-bucket-goal = A goal is a minimum above zero and, if you want, a maximum at least as large: <code>400 600</code>.
refusal-bucket-goal-ambiguous = I can’t tell whether this is one number or two. Write <code>1200</code> for one, <code>50-100</code> for a minimum and a maximum.
refusal-bucket-goal-held = There are { $held } in it already: the maximum cannot be smaller.
refusal-bucket-goal-exact = { $title } is a cost of an exact sum: give one number.
refusal-bucket-goal-hidden = There is more than that in this bucket already: the maximum cannot be so small.
refusal-bucket-line = Write <code>/bucket 3 line wood 200</code>; <code>0</code> takes a line off. At most { $most } lines.
refusal-bucket-comment = Write your question after the colon: <code>/bucket 3 : how many places?</code>
refusal-bucket-not-yours = Only those who carry the bucket { $title }, or facilitate the team, can do that.
refusal-bucket-step = Bucket { $number }, { $title }, { $state ->
        [idea] is still an idea: first <code>/bucket submit { $number }</code>.
        [waiting] is waiting for a facilitator to approve it.
        [open] is open for funding: it can be funded, started or cancelled.
        [started] has started: it can only be completed now, <code>/bucket complete { $number }</code>.
        [paid] is paid.
        [completed] is completed.
       *[cancelled] is cancelled.
    }
refusal-bucket-short = Bucket { $number }, { $title }, does not have its minimum yet: it cannot start.
refusal-usage-bucket = Write <code>/bucket add Bread oven 400 600 : why</code>, <code>/bucket 3</code>, <code>/bucket 3 line wood 200</code>, <code>/bucket 3 with Bob</code>, <code>/bucket goal 3 300 500</code> or <code>/bucket submit 3</code>.
refusal-leftovers-unknown = I don’t know “{ $said }”. There are: { $known }.

setting-approve-buckets = a facilitator approves each bucket before it is funded (yes, no)
setting-keep-allocations = keep, after a campaign, what one did not put into a bucket (yes, no)
setting-leftovers = where what is left of a completed bucket goes
value-approve-buckets-yes = • <code>{ $value }</code> — a facilitator approves each bucket
value-approve-buckets-no = • <code>{ $value }</code> — whoever proposes it opens it for funding
value-keep-allocations-yes = • <code>{ $value }</code> — everybody keeps what is left to them for the next campaign
value-keep-allocations-no = • <code>{ $value }</code> — what was not used goes back to where it came from
value-leftovers-pool = • <code>{ $value }</code> — to the pool
value-leftovers-commons = • <code>{ $value }</code> — to the commons
value-leftovers-funders = • <code>{ $value }</code> — to those who funded it, in proportion
act-bucket = bucket { $number }, { $title }: { $step ->
        [approve] approved
       *[refuse] not opened
    }
command-buckets = The team’s buckets
command-fund = Put my allocation into buckets
command-campaign = The campaign that is open: who funds what
