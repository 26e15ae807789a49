# The demonstration, in a terminal.

demo-title = Semainier: three weeks in a cooperative
demo-group = the group of La Ruche
demo-you = You play { $name }. When it is your turn, type what you like: an amount, “café 20”, /help; a letter for a button. Enter: the story goes on without you.
demo-others =
    { $count ->
        [one] … and at the same time, in private, to { $names }.
       *[other] … and at the same time, in private, to { $names }.
    }
demo-end = The three weeks are over. It is all still there to open:
demo-left-posts = the group’s posts: { $file }
demo-left-chart = the chart: { $file }
demo-left-book = the book: { $file }
demo-audit =
    { $breaches ->
        [0] The book was checked again, row by row: all is right.
       *[other] The book has breaches: { $breaches }.
    }
demo-next = For a team of your own: semainier init
demo-file-posts = posts.txt
demo-file-book = book.csv
