# Step by step: a project, how much, a note. And the buttons under what was noted.

guide-step =
    { $before }
    { $so-far }
    { $asked }
guide-project = For which project? Choose, or type its name (a new one works too).
guide-quantity = <b>{ $project }</b>: how much, or how long? For example <code>20</code> or <code>3h</code>.
guide-note = A note? Type it, or skip it.
guide-more = Is that all, or another project? Nothing is declared before “That’s all”.
guide-so-far =
    { $count ->
        [one] { $lines }
       *[other]
            { $lines }
            Total: { $total }
    }
guide-resumed = Here is where you were.
guide-closed = What you began last time was not declared: that round is closed. Let’s start afresh.
guide-cancelled = All right, let’s forget that. { $standing }
guide-amount-or-note = “{ $said }”: is that the amount, or the note?
guide-which-amount = I would rather ask: which amount did you mean?

button-guide-project = { $project }
button-guide-no-project = No project
button-guide-last = Same: { $amount }{ $time }
button-guide-skip = No note
button-guide-done = That’s all
button-guide-more = Another project
button-guide-back = Back
button-guide-cancel = Cancel
button-guide-amount = The amount
button-guide-words = The note

refusal-guide-none = Nothing is under way. Type an amount, or /guide to declare step by step.
refusal-guide-edit = You are declaring step by step: type “back” to correct what came before.
refusal-guide-quantity = I am waiting for an amount or a time for { $project }: for example <code>20</code> or <code>3h</code>. Type “back” to choose another project.
refusal-guide-amount-of-what = “{ $said }”, for which project? Type for example <code>website 25</code>. To correct what came before, type “back”.
refusal-guide-full = At most { $most } lines in a declaration. Type “that’s all” to declare these.

## Under what was noted

button-change = Change
button-note = Add a note
button-withdraw = Take back
button-as-it-is = Change nothing
change =
    { $standing }
    Type the new amount, for example <code>45</code> or <code>café 20, website 25</code>. You have until { $until }.
ask-note = Which note would you like to add? Type it.
ask-note-for = Which note would you like to add to <b>{ $project }</b>? Type it.
ask-note-which =
    To which line would you like to add a note?
    { $lines }
    { $example }
ask-note-example = Or type <code>/note { $project }: your note</code>.
button-note-line = { $project }
button-note-line-amount = { $project }: { $amount }

refusal-echo-old = That choice is under an old message: nothing changes. { $standing }
refusal-nothing-to-note = There is no amount yet to add a note to. { $standing }

## A volunteer week

volunteered = { $word } ({ $amount })
standing-volunteer = For now, this is noted: { $claim }.
setting-volunteer-word = what a week of 0 is called
