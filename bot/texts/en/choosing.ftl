# Choosing a setting: what each value does.

setting =
    <code>{ $key }</code>: { $effect }.
    Now: { $value }
    { $values }
    { $choice ->
        [listed] Choose, or type <code>/settings { $key } …</code> with the value.
        [usual] Choose, or type another one: <code>/settings { $key } …</code>
       *[free] To change it: <code>/settings { $key } …</code> with the value.
    }
button-setting = { $key }
button-value = { $value ->
        [yes] Yes
        [no] No
        [none] None
       *[other] { $value }
    }
value-rule-as-declared = • <code>{ $value }</code> — all is granted while the budget, with its deficit, suffices; past it, <code>fallback</code>
value-rule-proportional = • <code>{ $value }</code> — everybody gets the same part of their claim
value-rule-equal-awards = • <code>{ $value }</code> — the same ceiling for all
value-rule-equal-losses = • <code>{ $value }</code> — the same cut for all
value-rule-talmud = • <code>{ $value }</code> — the ceiling first, then the same loss: nobody below half where possible
value-rule-agree = • <code>{ $value }</code> — the team agrees, then <code>fallback</code> for what is still missing
value-fallback-proportional = • <code>{ $value }</code> — everybody gets the same part of their claim
value-fallback-equal-awards = • <code>{ $value }</code> — the same ceiling for all
value-fallback-equal-losses = • <code>{ $value }</code> — the same cut for all
value-fallback-talmud = • <code>{ $value }</code> — the ceiling first, then the same loss: nobody below half where possible
value-cadence-weekly = • <code>{ $value }</code> — every week
value-cadence-two-weeks = • <code>{ $value }</code> — every two weeks
value-cadence-monthly = • <code>{ $value }</code> — once a month
value-carry-over-yes = • <code>{ $value }</code> — what is left adds to the next week
value-carry-over-no = • <code>{ $value }</code> — what is left goes back to the plan
value-raise-cap-yes = • <code>{ $value }</code> — a claim does not leap from one week to the next (/rules says how far)
value-raise-cap-no = • <code>{ $value }</code> — everybody claims what they want
value-private-until-close-yes = • <code>{ $value }</code> — before the close nobody sees an amount or a total
value-private-until-close-no = • <code>{ $value }</code> — at least the total is seen before the close
value-running-total-yes = • <code>{ $value }</code> — the question shows the total declared so far
value-running-total-no = • <code>{ $value }</code> — the question does not show it
value-show-amounts-yes = • <code>{ $value }</code> — facilitators see in /status who declared how much
value-show-amounts-no = • <code>{ $value }</code> — /status says only who has answered
value-language-fr = • <code>{ $value }</code> — French
value-language-en = • <code>{ $value }</code> — English
