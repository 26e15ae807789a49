# The CAE: what it keeps, social charges, contracts, the papers of a payout.

setting-cae = what the CAE keeps, in % of the year’s turnover, by bands (“11.5” or “10, 8 &gt; 20000, 6 &gt; 50000”; “-”: not entered)
setting-siren = the SIREN number of who pays (the CAE), 9 digits (“-”: none)
refusal-cae-form = Write one rate, like <code>11.5</code>, or bands that rise: <code>10, 8 &gt; 20000, 6 &gt; 50000</code> (10 %, then 8 % above 20 000 €, then 6 % above 50 000 €).
refusal-siren-form = That is not a SIREN number: it has 9 digits, and the last one checks the others. For example <code>732 829 320</code>.
config-cae = { $key }: write one rate, like "11.5", or bands, like "10, 8 &gt; 20000, 6 &gt; 50000"
config-siren = { $key }: a SIREN has 9 digits, and the last one checks the others, like "732829320"

cae-label = value excl. VAT before the CAE’s contribution and social charges

## Contracts

contract-kind = { $kind ->
        [cape] CAPE
        [cesa] CESA
       *[other] another contract
    }
contract-days = from { $since } to { $until }
contract-since = since { $since }, without an end
contract-set =
    Noted for { $name }: { $kind }, { $days }.
    { $left ->
        [-1] { "" }
        [0] This CAPE was renewed twice already: there will be no other.
        [one] It can be renewed once more.
       *[other] It can be renewed { $left } more times.
    }
ask-contract =
    { $name } has this contract already: { $old-kind }, { $old }.
    Put this one in its place: { $kind }, { $new }? (yes / no)
contracts =
    <b>{ $team }</b> — contracts with the CAE
    { $contracts }
    { $without }
    To note one: <code>/contract Name cape 01/09/2026 31/08/2027</code>. To renew: <code>/contract Name 31/08/2028</code>.
contract-row = • { $name }: { $kind } no. { $number }, { $days }{ $over ->
        [yes] { " " }(over)
       *[no] { "" }
    }
contracts-none = No contract has been noted.
contracts-without = Nothing noted for { $names }.
contract-ends =
    { $days ->
        [0] The contract of { $name } ({ $team }) ends today, { $until }: { $kind }.
        [one] The contract of { $name } ({ $team }) ends tomorrow, { $until }: { $kind }.
       *[other] The contract of { $name } ({ $team }) ends in { $days } days, { $until }: { $kind }.
    }
    { $again ->
        [no] A CAPE renewed twice cannot be renewed again: time to talk to the CAE about what comes next (a CESA, or something else).
       *[yes] If it is renewed, tell me its new end: <code>/contract { $name } { $next }</code>.
    }

refusal-usage-contract = Write <code>/contract Aïcha cape 01/09/2026 31/08/2027</code> (cape, cesa or other; the end is optional except for a CAPE), or <code>/contract Aïcha 31/08/2028</code> to renew.
refusal-contract-order = The end is before the beginning. Write the first day, then the last.
refusal-contract-far = That day is more than ten years from now: check the year.
refusal-contract-cape-end = A CAPE always has an end: <code>/contract Aïcha cape 01/09/2026 31/08/2027</code>.
refusal-contract-cape-long = A CAPE lasts twelve months at most: this one can go up to { $last }.
refusal-contract-cape-twice = A CAPE is renewed twice and no more: after the third comes a CESA or something else.
refusal-contract-overlap = These days meet a contract that begins on { $since }. Give that one another end first: same beginning, new end.
refusal-contract-unknown = No contract has been noted for { $name }: begin with <code>/contract { $name } cape 01/09/2026 31/08/2027</code>.
refusal-contract-endless = The contract of { $name } has no end: there is nothing to renew.

## What the CAE keeps, social charges

levy-set = { $none ->
        [yes] Taken off: { $side ->
            [employer] employer’s charge
           *[employee] employee’s charge
        } { $label }.
       *[no] Noted: { $side ->
            [employer] employer’s charge
           *[employee] employee’s charge
        } { $label }, { $rate } of the gross salary.
    }
levies =
    <b>{ $team }</b> — what is known of what is taken off
    { $contribution }
    { $employer }
    { $employee }
    I only have the figures you enter, never a ready-made rate: without them I estimate nothing. The CAE’s pay slip is what counts.
    The amounts of payouts: { $label }.
    To note one: <code>/levy employer urssaf 30.2</code>; <code>0</code> takes it off.
contribution =
    The CAE’s contribution, on the year’s turnover:
    { $bands }
contribution-row = { $more ->
        [yes] • then { $rate } above { $above }
       *[no] • { $rate }
    }
contribution-none = The CAE’s contribution: not entered yet (<code>/settings cae 11.5</code>).
levies-side = { $side ->
        [employer] Employer’s charges:
       *[employee] Employee’s charges:
    }
    { $levies }
levy-row = • { $label }: { $rate }
levies-none = • nothing entered
refusal-usage-levy = Write <code>/levy employer urssaf 30.2</code> or <code>/levy employee pension 11.3</code>; <code>0</code> takes it off.
refusal-levy-rate = A rate goes from 0 to 100 %, with two decimals at most, like <code>30.2</code>.
refusal-levy-unknown = I have no charge “{ $said }” on that side. /levies lists them.

## The papers of a payout

payout-files =
    { $count ->
        [one] Payout no. { $number } ({ $label }): the file for the CAE, and one person’s sheet.
       *[other] Payout no. { $number } ({ $label }): the file for the CAE, and { $count } sheets, one a person.
    }
    These papers carry names: keep them for yourself and the CAE.
sheet-here = Your sheet of payout no. { $number } ({ $label }), to attach to your invoice.
refusal-payout-none = There has been no payout yet: <code>/payout 3000 city grant</code> proposes one.
refusal-payout-unknown =
    { $count ->
        [one] Payout no. { $number } does not exist: there is only one, number 1.
       *[other] Payout no. { $number } does not exist: there are { $count }, from 1 to { $count }.
    }
refusal-payout-number = A payout goes by its number, like <code>2</code>; /payouts lists them.
refusal-sheet-none = No payout has paid you anything yet. /me says where you stand.
refusal-sheet-not-paid = Payout no. { $number } paid you nothing. /me says which ones did.

cae-file-name = payout-{ $number }-{ $day }
cae-column-payout = Payout
cae-column-day = Date
cae-column-label = For
cae-column-member = Member
cae-column-week = Week
cae-column-first = From
cae-column-last = To
cae-column-project = Project
cae-column-units = Units ({ $unit })
cae-column-euros = Euros ({ $value })

sheet-file-name = sheet-payout-{ $number }-{ $name }
sheet-title = Pay request
sheet-team = Team: { $team }
sheet-siren = SIREN of the CAE: { $siren }
sheet-member = Member: { $name }
sheet-payout = Payout no. { $number }, { $day }
sheet-for = For: { $label }
sheet-column-week = Week
sheet-column-work = Project, time, note
sheet-column-units = Units
sheet-column-euros = Euros
sheet-total = Total
sheet-hours = { $hours ->
        [0] { $minutes } min
       *[other] { $minutes ->
            [0] { $hours } h
           *[other] { $hours } h { $minutes }
        }
    }
sheet-value = The total is the { $value }.
sheet-contribution = The CAE’s contribution
sheet-budget = Left before social charges
sheet-employer = Employer’s charges (estimate)
sheet-gross = Gross salary (estimate)
sheet-employee = Employee’s charges (estimate)
sheet-net = Net before income tax (estimate)
sheet-estimate = Estimated from the rates the team entered and no others ({ $levies }), taken on the gross salary. The CAE’s pay slip is what counts.
sheet-no-estimate = { $missing ->
        [levies] The employer’s charges were not entered: what is left of it as a salary is not estimated.
       *[contribution] The CAE’s contribution was not entered: what is left of it is not estimated.
    }
sheet-invoice = Invoice no.
sheet-signature = Date and signature

## The log

act-files = papers of payout no. { $number } asked for
act-contract = contract of { $name } noted
act-levy = { $side ->
        [employer] employer’s charge { $label }: { $rate }
       *[employee] employee’s charge { $label }: { $rate }
    }
act-levy-ended = { $side ->
        [employer] employer’s charge { $label } taken off
       *[employee] employee’s charge { $label } taken off
    }
