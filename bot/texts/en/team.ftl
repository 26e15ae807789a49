# The team: setting up, invitations, members, plan, settings.

set-up =
    <b>{ $team }</b> is ready! { $name } facilitates the team.
    The plan: { $weekly } a week for { $weeks } weeks (/plan to change it).
    How we share: /rules
    First round: { $first }.
    Every week I ask each person in private; the amounts are visible to the team in the summary.
invitation = The invitation of <b>{ $team }</b>, for newcomers:
button-join = Join { $team }
arrived-in-group = Hello! I am Semainier: every week I ask each member in private what their contribution was worth, and post the summary here. To begin, an admin of the group sends /setup.

joined =
    You are in <b>{ $team }</b>, { $name }!
    Every week I ask you what your contribution was worth; you answer with an amount. You are shown by this name: /name to change it.
    { $private }
    { $open ->
        [yes] A round is open: your turn!
       *[no] Next question: { $next }. /help tells you all you can do.
    }
joined-already = You are in <b>{ $team }</b> already. /help tells you what you can do.
hello-again = Hello { $name }! Type an amount to declare, or /help to see what you can do.
ask-leave = Leave <b>{ $team }</b>? Your past weeks stay in the book. (yes / no)
left = You have left <b>{ $team }</b>. If you change your mind, the team’s invitation still works.

members =
    <b>{ $team }</b> — { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
    { $members }
member-row = • { $name }{ $role ->
        [both] , member and facilitator
        [facilitator] , facilitator
       *[member] { "" }
    }
facilitator-added = { $name } now facilitates <b>{ $team }</b>.
facilitator-removed = { $name } no longer facilitates <b>{ $team }</b>.
member-removed = { $name } is no longer in <b>{ $team }</b>. Their past weeks stay in the book. The old invitation link no longer works: /invite gives a new one.
language-set = All right, I speak English with you from now on.

plan =
    <b>{ $team }</b> — the plan
    { $weeks }
    { $more }
    Total to come: <b>{ $total }</b> over { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }{ $source }.
    To change it: <code>/plan 600</code> (every week left), <code>/plan { $last } 0 holidays</code> (one week), <code>/plan total 42000 16 months</code>, <code>/plan holidays B</code>, <code>/plan source hoped city grant</code>, or a CSV file captioned <code>/plan</code>.
plan-changed =
    The plan of <b>{ $team }</b> is changed.
    { $weeks }
    { $more }
    Total to come: <b>{ $total }</b> over { $count ->
        [one] { $count } week
       *[other] { $count } weeks
    }{ $source }.
plan-more =
    { $count ->
        [one] … and { $count } other week, to { $last }
       *[other] … and { $count } other weeks, to { $last }
    }
plan-row = • { $week } ({ $week-dates }): { $amount }{ $deficit }{ $note }
plan-deficit = , deficit foreseen { $deficit }
plan-deficit-set = Week { $week } ({ $week-dates }): the plan now allows a deficit of { $deficit }.
plan-marked =
    <b>{ $team }</b> — { $count ->
        [one] { $count } week noted
       *[other] { $count } weeks noted
    } in the plan
    { $weeks }
plan-note = { " " }— <i>{ $note }</i>
plan-week-set = Week { $week } ({ $week-dates }): { $amount } planned{ $note }

settings =
    <b>{ $team }</b> — settings
    { $settings }
    To change one: choose below, or type <code>/settings close sun 20:00</code>. <code>/settings rule</code> says what each value does. The plan has a command of its own: /plan.
setting-row = • <code>{ $key } { $value }</code> — { $effect }
setting-changed = Done: <code>{ $key } { $value }</code> — { $effect }
setting-language = the language of the group (fr, en)
setting-timezone = the team’s time zone
setting-unit = the name of the virtual unit
setting-open = when I ask
setting-remind = when I remind (several: separated by commas; “-”: never)
setting-close = when the round closes
setting-rule = the rule of sharing
setting-fallback = the rule when claims go over the budget
setting-max-deficit = the deficit allowed before sharing
setting-carry-over = what is left goes to the next week (yes, no)
setting-cadence = how often I ask (weekly, two-weeks, monthly)
setting-revise-hours = with the rule agree, the time to agree, in hours
setting-correct-weeks = for how many weeks everybody corrects their closed weeks
setting-source = where the plan’s money comes from (“hoped” or “acquired”, and a name; “-”: nothing)
setting-ceiling = the indicative ceiling of a claim: I say so, nothing is blocked (“-”: none)
setting-raise-cap = cap raises from week to week (yes, no)
setting-commons = the part of each week that stays with the commons, in %
setting-announce = the amount above which the team is told beforehand (“-”: none)

projects =
    <b>{ $team }</b> — projects
    { $projects }
project-row = • { $name }{ $rate }{ $envelope }{ $keeper }
project-rate = : { $rate } an hour, as an indication
projects-none = None yet: every project somebody declares is added here.
project-added = Project added: { $project }.
project-closed = Project closed: { $project }. What was declared stays.

## Commands

command-me = My weeks and my balance
command-budget = Where the budget stands
command-same = Declare as last time
command-skip = Skip this week
command-withdraw = Take my declaration back
command-summary = A week’s summary
command-history = The weeks so far
command-projects = Projects and their rates
command-rules = How sharing works
command-language = Change the language
command-link = Link a second account
command-data = All the bot keeps about me
command-forget = Erase what is about me
command-leave = Leave the team
command-help = What I can do here
command-setup = Make this group a team
command-week = Correct a closed week
command-income = Note an income
command-expense = Note an expense
command-invite = The invitation again
command-open = Open the round now
command-close = Close the round now
command-remind = Remind who has not answered
command-status = Who has answered
command-plan = See or change the plan
command-members = Who is in the team
command-settings = See or change the settings

## What keeps the bot from speaking

cannot-post = I can no longer write in the group of { $team }: check that I am still there. The post is kept: /summary.
not-alone =
    { $count ->
        [one] { $names } is in this room too: I will write nothing private here until we are alone again.
       *[other] { $names } are in this room too: I will write nothing private here until we are alone again.
    }
renewed = I lost my Matrix encryption keys and go on as a new device. What people wrote to me while I was away may be unreadable: the members of { $team } concerned will be asked to send it again.
resend = I could not decrypt your message of { $at }: nothing was noted. Please send it again.
joined-look = { $name }, I have opened a private, encrypted room with you: accept the invitation and meet me there.

## Two accounts, one person

link-code =
    Your code: <code>{ $code }</code>
    Send me <code>/link { $code }</code> in private from your other account (Telegram or Matrix), within { $minutes } minutes. It works once; give it to nobody.
linked = Done, { $name }: your accounts are one person now. I write to you where you last answered.
group-added = This group is now <b>{ $team }</b>’s as well: every post comes here and there.

## Bank holidays

bank-holiday-note = bank holiday: { $days }
