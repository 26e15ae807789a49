# Indicative rates, and names typed nearly right.

rates =
    <b>{ $team }</b> — the rates, as an indication
    { $rates }
rates-none = None yet. A facilitator can type <code>/rate base 12</code> or <code>/rate café 12</code>.
rates-base = Base: { $rate } an hour, with or without a project.
rates-projects =
    By project, an hour:
    { $rates }
rates-project-row = • { $name }: { $rate }
rates-supplements =
    On top, an hour:
    { $rates }
rates-supplement-row = • { $name }: + { $rate }
rates-units =
    By time spent:
    { $rates }
    You can type <code>1 { $name }</code> or <code>1/2 { $name }</code>.
rates-unit-row = • { $name }: { $rate }

rate-set =
    { $kind ->
        [base] Base rate: { $rate } an hour, as an indication, where a project has none of its own.
        [supplement] { $name }: { $rate } more an hour, as an indication. /rates shows it to everybody.
        [unit] { $name }: { $rate }, as an indication. From now on one can type <code>1 { $name }</code> or <code>1/2 { $name }</code>.
       *[project] { $name }: { $rate } an hour, as an indication.
    }
rate-ended =
    { $kind ->
        [base] No base rate any more.
        [supplement] { $name }: no supplement any more.
        [unit] { $name }: no value any more. Amounts and hours work as before.
       *[project] { $name }: no rate of its own any more.
    }
rate-base-name = base

refusal-rate-unknown = I have no rate “{ $said }”. /rates has the list.
refusal-rate-name = I need a name without digits, for example <code>/rate + night 3</code> or <code>/rate unit day 84</code>.
refusal-rate-unit-name = “{ $said }” already means something else, or is too long. Choose one or two words, for example <code>/rate unit day 84</code>.

## Counting in days

refusal-time-unit-unknown = Your team has not given “{ $label }” a value. Type the amount, or hours: <code>café 3h</code>.
refusal-time-unit-uneven = With { $value } for { $label }, it does not come out even. Type the amount instead.

## A project name that may be several

ask-which-project =
    I would rather ask: which project do you mean?
    { $standing }
button-project-amount = { $project }: { $amount }
button-new-project-amount = New project { $project }: { $amount }
refusal-lines-which-projects = Several names may mean several projects. Type them in full: /projects has the list.
