# Being away, being back; one's own time zone; what the question shows; what stays private.

day-pattern = EEEE d MMMM y

## Away and back

away =
    All right, { $kind ->
        [open] you are away from today until you say /back
        [day] you are away on { $since }, that day only
       *[days] you are away from { $since } to { $until }
    } ({ $teams }). No question and no reminder meanwhile; you may still declare if you like.
    { $kind ->
        [day] For longer: <code>/away 21/12 03/01</code>. Here after all: /back.
        [open] { "" }
       *[days] Here sooner after all: /back.
    }
button-returned = I am here after all
back =
    { $begun ->
        [no] All right, your absence is cancelled.
       *[yes] Good to see you again!
    }
    { $teams }
back-asked = { $team }: week { $week } is open until { $until }, over to you.
back-answered = { $team }: { $standing } You can change it until { $until }.
back-next = { $team }: next question, { $next }.
opened-away = Away, not asked: { $names }
summary-away = Away: { $names }
status-away = Away: { $names }
refusal-not-away = You have no absence, now or planned. To note one: <code>/away 21/12 03/01</code>.
refusal-away-order = Your absence would end ({ $until }) before it begins ({ $since }). Type the first day first: <code>/away 21/12 03/01</code>.
refusal-away-over = That absence is over already ({ $until }). Type for example <code>/away 21/12 03/01</code>.
refusal-away-far = That is far off ({ $until }). Note an absence of less than two years: <code>/away 21/12 03/01</code>.
refusal-day-form = There is no { $said }. A day is written like <code>21/12</code> (day/month) or <code>2026-12-21</code>.
refusal-usage-away = Type the first and the last day: <code>/away 21/12 03/01</code> (day/month). /away alone: from today until you say /back.

## One's time zone, quiet hours

timezone-set =
    { $own ->
        [yes] All right, your time zone is { $timezone }: I give you the times of your own clock, and do not remind you in your quiet hours. Where you are, it is { $now }.
       *[no] All right, you follow your team’s time zone, { $timezone }. There, it is { $now }.
    }
setting-quiet = the hours without reminders, on each member’s own clock (“-”: none)
refusal-quiet-form = Quiet hours are written like <code>22:00-08:00</code> (“-”: none).
config-quiet = { $key }: “{ $said }” is not a range of hours; write for example “22:00-08:00”, or “-” for none

## What the question shows

prompt-total =
    { $count ->
        [0] Available: { $available }. Nobody has declared yet.
        [one] Declared so far: { $declared } by { $count } person, of { $available } available.
       *[other] Declared so far: { $declared } by { $count } people, of { $available } available.
    }
prompt-rates = Indicative rates (/rates): { $rates }.
prompt-rate-base = { $amount } an hour
prompt-rate-project = { $label } { $amount } an hour
prompt-rate-supplement = { $label } +{ $amount } an hour
prompt-rate-unit = { $label } { $amount }

## What stays private

budget-declared-hidden =
    { $count ->
        [0] Nobody has answered yet. Amounts stay private until the close.
        [one] { $count } person has answered. Amounts stay private until the close.
       *[other] { $count } people have answered. Amounts stay private until the close.
    }
status-amounts =
    Answered:
    { $rows }
status-amount-row = • { $name }: { $amount }
setting-private-until-close = keep amounts and sums private until the close, for everybody (yes, no)
setting-running-total = show in the question what was declared so far (yes, no; never with private_until_close)
setting-show-amounts = show in /status, before the close, who declared what (yes, no; never with private_until_close)
refusal-private-while-open = Week { $week } is open until { $until }, and members were promised who would see what: change this setting after that.
refusal-announce-private = Here amounts stay private until the close: announce it without figures, for example <code>/announce large project</code>.
