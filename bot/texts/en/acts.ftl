# The log: what those who facilitate do, for the whole team to read.

acts =
    <b>{ $team }</b> — the facilitators’ log
    { $acts }
command-log = What facilitators did
acts-none = Nothing so far.
act-row = • { $at }, { $name }: { $act }
act-open = round opened for week { $week }
act-close = { $agrees ->
        [yes] declaring ended for week { $week }, the team agrees
       *[no] round closed for week { $week }
    }
act-reopen = week { $week } reopened to corrections
act-remind = { $count ->
        [0] reminder, but nobody to remind
        [one] { $count } person reminded
       *[other] { $count } people reminded
    }
act-correct = week { $week } corrected for { $name }: { $claim } claimed
act-invite = invitation given again
act-role = { $given ->
        [yes] { $name } facilitates the team too
       *[no] { $name } no longer facilitates the team
    }
act-remove = { $name } removed from the team, the invitation changes
act-setting = setting <code>{ $key }</code>: { $old } → { $new }
act-plan-all = plan: { $amount } for every week left
act-plan-total = plan: { $total } spread over the weeks
act-plan-week = plan: { $amount } for week { $week }{ $note }
act-plan-deficit = plan: a deficit of { $amount } allowed in week { $week }
act-plan-holidays = { $count ->
        [one] plan: { $count } week noted
       *[other] plan: { $count } weeks noted
    }
act-plan-file = { $count ->
        [one] plan replaced by a file of { $count } week
       *[other] plan replaced by a file of { $count } weeks
    }
act-income = income of { $amount }, { $label }
act-expense = expense of { $amount }, { $label }
act-fixed = cost of every week, { $label }: { $amount }
act-project-add = project added, { $project }
act-project-close = project closed, { $project }
act-rate = indicative rate, { $kind ->
        [base] base
       *[other] { $name }
    }: { $amount }
act-envelope = envelope of { $project }: { $amount }
act-keeper = { $name } looks after the envelope of { $project }
act-note = { " " }({ $note })
