# A close that waits because the book is not right.
close-waits = ⏳ { $team }, { $week }: the close waits, because the book has to be checked first. You can go on declaring; it will close by itself.
book-broken =
    ⚠️ { $team }, { $week }: I have not closed, because the book no longer says what was decided.
    { $breaches }
    Whoever runs the bot sees everything with semainier audit, and can put the last good copy back. Everybody can go on declaring; I try again every hour, and close as soon as the book is right.
book-broken-more =
    { $count ->
        [one] …and { $count } more
       *[other] …and { $count } more
    }
