# One clear line: what is wrong, and what would be right. Nothing was changed.

refused-standing =
    { $refusal }
    { $standing }

refusal-unknown = I do not know “{ $said }”. /help tells you what you can do here.
refusal-not-understood = I did not understand “{ $said }”. Type an amount, for example <code>45</code> or <code>café 20, website 25</code>.
refusal-edited-command = In an edited message a command does not count: send it as a new one.
refusal-text-too-long = That is too long for me. Type an amount, for example <code>45</code> or <code>café 20, website 25</code>.
refusal-amount-negative = No sign before an amount: type <code>45</code>, or <code>0</code> if the week was worth nothing.
refusal-amount-too-large = That is too large: the most I can note is { $most }. Type for example <code>45</code>.
refusal-amount-too-fine =
    { $decimals ->
        [0] Here we count in whole units. Type for example <code>45</code>.
       *[other] At most { $decimals } digits after the point. Type for example <code>45.50</code>.
    }
refusal-amount-digits = I only read the digits 0 to 9. Type for example <code>45</code>.
refusal-amount-form = I cannot read this amount. Type for example <code>45</code>, <code>45.50</code> or <code>1 200</code>.
refusal-amount-ambiguous = I cannot tell thousands from decimals here. Type <code>1200</code> or <code>1.20</code>.
refusal-lines-without-project = Several amounts separated by commas? Name each project: <code>café 20, website 25</code>. For decimals: <code>45.50</code>.
refusal-time-form = I cannot read this time. Type for example <code>café 3h30</code> or <code>café 45 min</code>.
refusal-hours-without-rate =
    { $named ->
        [0] I need a rate to count hours. Type for example <code>café 3h at 12</code>, or the amount itself.
       *[other] There is no rate for { $project } yet. Type <code>{ $project } 3h at 12</code>, or the amount itself.
    }
refusal-project-closed = The project { $project } is closed. Choose another (/projects) or type just the amount.
refusal-project-exists = The project { $project } exists already.
refusal-project-unknown = I do not know the project “{ $said }”. /projects lists them.

refusal-week-form = A week is written like <code>2026-W48</code>.
refusal-slot-form = A time of the week is written like <code>fri 16:00</code>.
refusal-timezone-unknown = I do not know the time zone “{ $said }”. Type for example <code>Europe/Paris</code>.
refusal-language-unknown = I speak French (<code>fr</code>) and English (<code>en</code>).
refusal-setting-unknown = I do not know the setting “{ $said }”. There are: { $known }.
refusal-open-is-close = The round would open and close at the same time ({ $slot }). Choose two different times.
refusal-decimals-fixed = The plan is already counted with { $decimals } decimals: that can no longer change. The unit’s name can.
refusal-unit-form = A unit has a short name, without digits, for example <code>K</code> or <code>hours</code>.
refusal-rule-unknown = I do not know the rule “{ $said }”. There are: { $known }.
refusal-cadence-unknown = I do not know the cadence “{ $said }”. There are: { $known }.
refusal-whole-number = It takes a whole number, from { $least } to { $most }.
refusal-source-form = Type <code>hoped</code> or <code>acquired</code>, then where the money comes from: <code>/plan source hoped city grant</code>.
refusal-yes-or-no = Answer <code>yes</code> or <code>no</code>.

refusal-plan-row = Row { $row } of the file: { $why } Nothing was imported.
refusal-plan-cells = it needs a week, an amount and, if you like, a note, such as <code>2026-W52,0,holidays</code>.
refusal-plan-week-twice = Week { $week } is in the file twice. Nothing was imported.
refusal-plan-empty = This plan is empty. It needs one row a week, such as <code>2026-W52,0,holidays</code>.
refusal-plan-too-long = This plan is too long: at most { $most } weeks.
refusal-plan-file-large = This file is too big for a plan: at most { $most } KB.
refusal-plan-file-binary = This file is not CSV. Save it as CSV, one row a week: <code>2026-W52,0,holidays</code>.
refusal-plan-over = No week is left in the plan. Add them one by one, like <code>/plan 2027-W01 600</code>, or send a file.
refusal-plan-months = A plan has 1 to { $most } months.
refusal-plan-no-holidays = None of these dates is in the weeks left in the plan.
refusal-zone-unknown = I do not know the zone “{ $said }”. There are A, B and C (Lille is in zone B).
refusal-country-unknown = I do not know the bank holidays of “{ $said }”. Type a country’s code, for example <code>/plan bank FR</code>.
refusal-plan-week-closed = Week { $week } is closed already: its budget no longer changes.
refusal-plan-week-past = Week { $week } is over: plan from { $current } on, for instance <code>/plan { $current } 600</code>.
refusal-file-without-command = To import a plan, send the CSV file with the caption <code>/plan</code>.
refusal-file-unreachable = I could not download this file. Send it again in a moment.

refusal-no-open-round = No round is open in { $team }. The next one opens on { $next }.
refusal-round-already-open = Week { $week } is open already, until { $until }. /close closes it now.
refusal-round-closed-already = Week { $week } is closed already: /summary shows it. The next round opens on { $next }.
refusal-no-closed-week = No week is closed yet. /budget says where things stand.
refusal-no-such-week = There is no round for week { $week }. /history lists them.
refusal-week-still-open = Week { $week } is still open, until { $until }. /budget says where things stand.

refusal-group-without-team = This group has no team yet: an admin of the group sends /setup.
refusal-not-a-member = You are not in this team. Ask whoever facilitates it for the invitation.
refusal-no-team = Hello! I do not know you yet. Ask your team for its invitation link, or add me to its group and send /setup there.
refusal-no-team-any-more = You are no longer in a team. To come back, open your team’s invitation; /help says what you can still do.
refusal-facilitators-only = This is for those who facilitate the team.
refusal-private-only = This is done in private: write to me directly.
refusal-not-declaring = You facilitate this team without declaring in it. To declare too, open the team’s invitation link.
refusal-edit-superseded = This message no longer counts: { $claim } are noted since. To change that, type a new amount.
refusal-nothing-before = There is no earlier week to take up. Type an amount, for example <code>45</code>.
refusal-nothing-to-withdraw = You have declared nothing for week { $week }.
refusal-no-question = No question is waiting for you. Type an amount, for example <code>45</code>.

refusal-setup-in-group = Add me to the team’s group and send /setup there.
refusal-team-exists = This group is already that of { $team }. /help tells you what you can do here.
refusal-setup-admins-only = Only an admin of this group can set it up.
refusal-invitation-unknown = This invitation is no longer valid. Ask your team for the new one.
refusal-role-already =
    { $has ->
        [yes] { $name } facilitates the team already.
       *[no] { $name } does not facilitate the team.
    }
refusal-remove-yourself = To leave the team yourself: /leave in private.
refusal-last-facilitator = Nobody would facilitate { $team } any more. Name somebody first: <code>/facilitator add Name</code>.
refusal-member-unknown =
    { $several ->
        [0] I cannot find “{ $said }”. /members lists everybody.
       *[other] Several people begin with “{ $said }”. Type the whole name.
    }

refusal-usage-plan = Type <code>/plan 600</code>, <code>/plan 2026-W52 0 holidays</code>, <code>/plan total 42000 16 months</code>, <code>/plan holidays B 300</code>, <code>/plan bank FR</code>, <code>/plan deficit 2026-W52 200</code>, <code>/plan source hoped grant</code>, or send a CSV file captioned <code>/plan</code>.
refusal-usage-facilitator = Type <code>/facilitator add Name</code> or <code>/facilitator remove Name</code>.
refusal-usage-remove = Type <code>/remove Name</code>.
refusal-usage-project = Type <code>/project add Name</code>, <code>/project close Name</code>, <code>/project budget Name 1200</code> or <code>/project keeper Name: Aïcha</code>.
refusal-usage-rate = Type <code>/rate café 12</code>, <code>/rate base 12</code>, <code>/rate + night 3</code> or <code>/rate unit day 84</code>; <code>0</code> ends a rate.

refusal-speak-as-yourself = I cannot see who is speaking: turn “remain anonymous” off and send the command again in your own name.
refusal-button-unknown = This choice no longer works. Type your answer.
refusal-button-not-yours = This choice is not yours to make.
refusal-button-late = Too late: this round is closed.
refusal-button-used = Already taken into account. To change it, type your answer.
refusal-error-ours = Something broke on my side while reading your message. Nothing has changed; try again, and tell your facilitator if it happens again.

refusal-join-in-group = Send <code>!join</code> in your team’s group, and I will open a private room with you.
refusal-join-by-link = To join the team, press the button of its invitation: /invite gives it again.
refusal-cannot-open-private = I cannot open a private room with you. Try again in a moment, or invite me into a private, encrypted room yourself.

refusal-link-form = A code looks like <code>/link ABCDE-FGHJK</code>. /link alone gives you one.
refusal-link-unknown = This code is not valid (any more). Ask for another with /link from your first account.
refusal-link-expired = This code is more than ten minutes old. Ask for another with /link from your first account.
refusal-link-same = These two accounts are one person already.
refusal-link-both =
    { $count ->
        [one] Your two accounts each are (or were) a member of { $teams }: I cannot make them one without mixing their declarations. Nothing has changed.
       *[other] Your two accounts each are (or were) members of { $teams }: I cannot make them one without mixing their declarations. Nothing has changed.
    }
refusal-setup-which = For which of your teams: { $teams }? Send <code>/setup Name</code>.
