# Copies of the database, and going back to one.

cli-backup = copies the database and the Matrix folder into one file, while the bot runs
cli-restore = puts the database and the Matrix folder back from a copy, sending nothing again
cli-copy = the file of the copy
cli-force = replaces the file if it is there already
backup-exists = { $path } is there already: choose another name, or add --force to replace it
backup-over-itself = { $path } is the database itself: choose another name for the copy
backup-nothing = { $path } is not there yet: there is nothing to copy; check database.url
backup-unwritable = { $path }: cannot write here ({ $why })
backed-up = Copied to { $path } ({ $size } KiB{ $files ->
        [0] {""}
        [one] , with { $files } file of Matrix
       *[other] , with { $files } files of Matrix
    }), readable by you alone. It holds everything: keep it safe.
copy-no-program = { $program } was not found: install PostgreSQL’s client programs (package postgresql-client)
copy-program-failed = { $program } failed: { $why }
restore-missing = { $path }: there is no such file
restore-altered = { $path } is no sound copy of Semainier (cut short or altered): nothing was changed
restore-other-database = this copy is of a { $dialect } database: let database.url name one of the same kind
restore-running = the bot still runs on this database: stop it first, then try again
restore-unwritable = cannot write beside the database ({ $why })
restored-from = The database is back at the copy of { $at } ({ $path }). Nothing will be sent again; “semainier run” catches up.
restore-kept = What was replaced is kept in { $path }: delete it once all is well.
lost-unfinished = going back to a copy was cut short and the database is not ready: run “semainier db restore FILE” again
lost-in-use = Semainier already runs on this database ({ $database }): stop the other one first
