# Giving, putting back into the commons, sharing a sum out.

ask-give =
    { $where ->
        [commons] Giving <b>{ $amount }</b> to the commons is more than half of your balance ({ $balance }).
       *[bucket] Giving <b>{ $amount }</b> to the bucket { $title } is more than half of your balance ({ $balance }).
    } You would have { $left } left, and a gift is not taken back. Do you confirm? (yes / no)
given =
    { $where ->
        [commons] Thank you, { $name }! { $amount } go to the commons.
       *[bucket] Thank you, { $name }! { $amount } go to the bucket { $title }.
    } Your balance: <b>{ $left }</b>.
gift-to-commons = { $name } gives { $amount } to the commons. Thank you!
gift-to-bucket =
    { $name } gives { $amount } of their balance to a bucket. Thank you!
    { $row }
me-given = You gave { $amount } of your balance: thank you!
me-put-back = Put back into the commons at each close, in all: { $amount }.
summary-put-back = Put back into the commons from what was granted ({ $percent }%): { $amount }
rules-put-back = Everybody puts { $percent }% of what they are granted back into the commons at each close, rounded down to the cent. A correction does not change it.
setting-commons-share = what everybody puts back into the commons, in % of what they are granted

refusal-give-too-much = { $some ->
        [yes] Your balance is { $balance }: you can give as much as that, and no more.
       *[no] You have nothing on your balance so far: one gives only what one has.
    }
refusal-give-not-open = Bucket { $number }, { $title }, is not open for funding. <code>/give 50</code> gives to the commons.
refusal-give-maximum = { $some ->
        [yes] There is only { $room } of room left in bucket { $number }, { $title }.
       *[no] Bucket { $number }, { $title }, is full: it takes nothing more.
    }
refusal-usage-give = Write how much you give to the commons, <code>/give 50</code>, or to a bucket: <code>/give 50 3</code>.

## Sharing out

ask-share =
    { $moved ->
        [yes] What I showed you has changed meanwhile. This is how it stands now.
       *[no] { "" }
    }
    <b>{ $team }</b> — { $amount } of the pool, { $how ->
        [hours] by the hours declared
        [rates] by the hours declared, at the indicative rates
        [declared] by what was claimed
       *[equal] in equal parts
    }{ $weeks ->
        [none] { "" }
        [single] , week { $since }
       *[several] , from week { $since } to week { $until }
    }:
    { $rows }
    Shall I share it out so? (yes / no)
shared-out =
    <b>{ $team }</b> — { $amount } of the pool are shared out, { $how ->
        [hours] by the hours declared
        [rates] by the hours declared, at the indicative rates
        [declared] by what was claimed
       *[equal] in equal parts
    }{ $weeks ->
        [none] { "" }
        [single] , week { $since }
       *[several] , from week { $since } to week { $until }
    }:
    { $rows }
    Each part is on that person’s balance: /me.
shared-out-reply = { $count ->
        [one] Done: { $amount } for { $count } person. The group reads it.
       *[other] Shared out: { $amount } among { $count } people. The group reads it.
    }
share-row = • { $name }: <b>{ $amount }</b> ({ $why })
share-equal = equal part
share-declared = claimed { $claimed }
share-hours = { $time }
share-rates = { $hours }
share-rated = { $time } at { $rate }
share-unrated = { $time } without a rate
share-time = { $hours ->
        [0] { $minutes } min
       *[other] { $minutes ->
            [0] { $hours } h
           *[other] { $hours } h { $minutes }
        }
    }
act-share = { $amount } shared out, { $how ->
        [hours] by hours
        [rates] by hours and rates
        [declared] by what was claimed
       *[equal] in equal parts
    }

refusal-share-nobody = Nobody declared anything to go by in those closed weeks. In equal parts: <code>/share 1200 equal</code>.
refusal-share-short = The pool has only { $holds }: no more than that can be shared out.
refusal-usage-share = Write how much, by what, and from which week to which: <code>/share 1200 hours 2026-W40 2026-W47</code> (hours, rates, declared or equal; without weeks, all that are closed).

command-give = Give from my balance to the commons or to a bucket
