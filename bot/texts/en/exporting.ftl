# Exports: the book and the weeks as files.

export-which =
    <b>{ $team }</b>: the book and the closed weeks, as files. Which would you like?
    – <code>/export csv</code>: two tables, for a spreadsheet
    – <code>/export json</code>: everything, for a program
    – <code>/export hledger</code> and <code>/export beancount</code>: the book, for those accounting programs
    – <code>/export fec</code>: the payouts in euros, for the accountant
    – <code>/export ical</code>: the plan, for a calendar
    Members’ names are in them: these files are for you and for whoever keeps the accounts.
button-export = { $format ->
        [csv] CSV (spreadsheet)
        [json] JSON
        [hledger] hledger
        [beancount] beancount
        [fec] FEC (accountant)
       *[ical] Calendar (iCal)
    }
export-here = { $count ->
        [one] Here is a file of <b>{ $team }</b> ({ $format }).
       *[other] Here are { $count } files of <b>{ $team }</b> ({ $format }).
    }
refusal-export-unknown = I do not know the format “{ $said }”; there are { $known }.
refusal-export-no-siren = The FEC carries the SIREN number of the legal entity: give it first with /settings siren (9 digits).
refusal-export-no-payout = The FEC holds real payouts in euros alone, and there is none yet.
act-export = the book exported ({ $format })

# The book in words

ledger-release = Budget of week { $week }
ledger-fixed = Fixed costs of week { $week }
ledger-commons = Share of the commons, week { $week }
ledger-award = Awarded for week { $week }
ledger-lapse = Not carried over, week { $week }
ledger-income = Income, week { $week }
ledger-expense = Expense, week { $week }
ledger-envelope = Envelope, week { $week }
ledger-correction = Correction of week { $week }
ledger-payout = Units paid out, week { $week }
ledger-paid = Payout in euros, week { $week }
ledger-allocate = To allocate, week { $week }
ledger-fund = Bucket funded, week { $week }
ledger-return = Returned to the pool, week { $week }
ledger-refund = Bucket given back, week { $week }
ledger-start = Bucket started, week { $week }
ledger-complete = Bucket completed, week { $week }
ledger-gift = Gift, week { $week }
ledger-put-back = Put back into the commons, week { $week }
ledger-grant = Grant, week { $week }
ledger-share = Share of a grant, week { $week }

# The FEC, which is always written in French

fec-journal = Bank
fec-bank = Bank
fec-employed = Staff - pay due
fec-other = Other debtors and creditors
fec-payout = Payout { $number }
fec-piece = PAYOUT-{ $number }

# The plan as a calendar

calendar-name = { $team }: the plan
calendar-week = { $amount } (week { $week })
calendar-week-noted = { $amount } (week { $week }) — { $note }
calendar-deficit = Deficit the plan allows: { $deficit }
