# The command line.

cli-about = Semainier asks each member of a team every week what their contribution was worth, holds the sum against a virtual budget and posts the outcome.
cli-title = commands
cli-arguments = arguments
cli-options = options
cli-help = shows this help
cli-format = “table”, or “json” for a program
cli-config = the config file (default: config.yaml, or SEMAINIER_CONFIG)
cli-demo = three weeks of a made-up cooperative, in this terminal
cli-interactive = you answer in the members’ place
cli-speed = how fast it plays; 0: no pauses
cli-init = ask what is needed and write config.yaml
cli-check = say what works and what does not
cli-run = run the bot
cli-audit = check the whole book again
cli-db = the database
cli-upgrade = bring the database to the newest schema
cli-plan = a team’s plan
cli-simulate = the plan to its end, under each rule
cli-team = the team’s name
cli-team-unknown = { $count ->
        [0] { $said }: there is no team yet
       *[other] { $said }: I do not know this team; there is { $known }
    }
cli-team-twice = { $said }: several teams have this name; rename one of them
cli-export = write a team’s book and weeks as files
cli-export-format = the format of the files
cli-out = the folder to write to; files there with the same names are replaced
cli-names = members’ names: everybody’s (all), those of who agreed (agreed, the default) or nobody’s (none); the others are numbers
cli-bom = begin CSV files with the mark (BOM) that old spreadsheets want
export-written = written: { $path }
export-unwritable = { $path }: cannot be written ({ $why }); choose another folder with --out
cli-share = try a rule of sharing on paper
cli-rule = the rule
cli-available = what there is to share
cli-fallback = the rule that shares when “as_declared” or “agree” is not enough (default: proportional)
cli-max-deficit = with “as_declared”, the deficit allowed before sharing (default: 0)
cli-week = the week, which decides whose turn it is for an odd cent
cli-claims = a name and what they claim
cli-unknown-option = { $said }: I do not know this option; see { $program } --help
cli-command-needed = a command is missing, one of { $known }; see { $program } --help
cli-missing = { $said } is missing; see { $program } --help
cli-unknown-command = { $said }: I do not know this command; there are { $known }
cli-value-needed = { $said }: its value is missing; see { $program } --help
cli-value-wrong = { $said }: this value will not do; see { $program } --help

init-hello = A few questions, then I write { $path }. Enter keeps what is proposed.
init-overwrite = { $path } exists already. Replace it? (yes / no)
init-kept = Nothing changed: { $path } stays as it was.
init-token = The token of your Telegram bot, from @BotFather (Enter: no Telegram, but Matrix):
init-homeserver = The address of your Matrix homeserver, like https://matrix.example.org:
init-user-id = The bot’s account there, like @semainier:example.org:
init-password = Its password, used only once:
init-database = The database [{ $default }]:
init-language = The team’s language, fr or en [{ $default }]:
init-timezone = Its time zone [{ $default }]:
init-unit = The name of its virtual unit [{ $default }]:
init-weekly = Its budget a week [{ $default }]:
init-open = When to ask [{ $default }]:
init-close = When to close the round [{ $default }]:
init-stopped = stopped before the end: nothing was written
init-unwritable = { $path }: cannot be written ({ $why })
init-written =
    Written to { $path }, which only you can read.
    Next: “semainier check” tells whether all works, “semainier run” starts the bot.

check-works = ✓ { $line }
check-fails = ✗ { $line }
check-config = config: read
check-database = database: at the newest schema
check-database-old = database: reached; “semainier run” or “semainier db upgrade” brings it up to date
check-database-new = database: { $file } will be made at the first run
check-no-folder = database: the folder { $folder } does not exist; make it or change database.url
check-open-file = database: others can read { $file }; run: chmod 600 { $file }
check-telegram = Telegram: I am { $name }
check-matrix = Matrix: I am { $name }
check-matrix-new = Matrix: a device will be made in { $store } at the first start
lost-matrix-reach = Matrix does not answer at { $homeserver }: check matrix.homeserver and the network
lost-matrix-password = Matrix refused the password of { $user }: check matrix.user_id and matrix.password
lost-matrix-no-password = Matrix: no device in { $store } yet; give matrix.password once, or put that folder back (matrix.store)
lost-matrix-token = Matrix no longer knows the device kept in { $store }: move that folder away, give matrix.password and start again to make a new one
lost-matrix-access-token = Matrix: this access token is not one of { $user }; check matrix.access_token_file
lost-matrix-other-account = Matrix: { $store } belongs to { $user }; change matrix.store or matrix.user_id
lost-matrix-store = Matrix: cannot write in { $store }; check matrix.store and its permissions
lost-matrix-keys-lost = Matrix: the encryption keys are missing from { $store }; restore that folder, or “semainier run” will make a new device
lost-matrix-skew = Matrix: the clock of this machine and the server’s differ by { $seconds } seconds; set it right (NTP)
lost-schema = the database comes from a newer version of Semainier (schema { $revision }): update the program

simulate-title = { $team }: the { $weeks ->
        [one] { $weeks } week left
       *[other] { $weeks } weeks left
    } in the plan, with the claims of the last { $rounds ->
        [one] { $rounds } round
       *[other] { $rounds } rounds
    } (claimed: { $claimed })
simulate-rule = rule
simulate-granted = awarded
simulate-end = at the end
simulate-lowest = lowest
simulate-short = weeks shared
simulate-worst = worst
simulate-out = runs dry
simulate-never = never

share-name = name
share-claim = claimed
share-award = awarded
share-reason = why
share-left = Left: { $left }
reason-in-full = in full
reason-proportion = the same part for everybody
reason-ceiling = the same ceiling for everybody
reason-same-cut = the claim, less the common cut
reason-cut-whole = nothing: the claim is no larger than the common cut
reason-half = half of the claim
reason-odd-cent = what the rule gives, and a cent that was left
reason-nothing-left = there is nothing to share
refusal-claim-form = “{ $said }”: a claim is written like aicha=100
refusal-claim-amount = “{ $said }” is not an amount; write for example 100 or 100.50
refusal-claim-too-large = “{ $said }” is too large: at most { $most }
refusal-claimant-twice = { $name } is there twice: give everybody a name of their own

run-no-platform = no platform is configured: add “telegram:” or “matrix:” to the config (“semainier init” does it for you)
lost-telegram-token = Telegram refused the token: copy it again from @BotFather into telegram.token
lost-telegram-reach = Telegram cannot be reached: check telegram.api_url and the network
lost-no-database = the database { $path } is not there yet: check database.url, or start “semainier run”
lost-database = the database cannot be used ({ $why }): check database.url and that it is running
db-upgraded = the database has the newest schema

audit-done =
    { $breaches ->
        [0] { $teams ->
            [one] { $teams } team checked: all is well
           *[other] { $teams } teams checked: all is well
        }
        [one] { $breaches } breach
       *[other] { $breaches } breaches
    }
breach-close = { $team }, { $week }: its state and its close disagree
breach-stranger = { $team }, book row { $row }: it belongs to no closed week
breach-balance = { $team }, book row { $row }: it does not sum to zero
breach-chain = { $team }, book row { $row }: it was altered, or a row before it was
breach-award = { $team }, { $week }, member { $member }: the award { $award } does not answer the claim { $claim }
breach-unsettled = { $team }, { $week }, member { $member }: a claim was left without an award
breach-total = { $team }, { $week }: the totals of the close are not the sums of its awards
breach-plan = { $team }, { $week }: the budget booked is not the plan's
breach-booked = { $team }, { $week }: the book does not say what the close decided ({ $kind }: { $accounts })
breach-draws = { $team }, { $week }: what the envelopes gave is not what was asked of them
breach-correction = { $team }, { $week }, member { $member }: correction { $number } does not follow from what was declared, or the book does not say it
breach-envelope = { $team }, project { $project }: its envelope is not what the book set aside
breach-movement = { $team }, row { $row } of the book: an income or expense that is none, or without its words
breach-raised = { $team }, { $week }, member { $member }: their claim was raised while the team was agreeing
breach-rule = { $team }, { $week }: the awards are not what the rule gives
breach-carried = { $team }, { $week }: what was carried over, or the head, is not what the book says
breach-lines = { $team }, { $week }, member { $member }: the declaration’s total is not the sum of its lines
breach-posting = { $team }, row { $row } of the book, account { $account }: a posting lacks its transaction, or is not in its place
breach-revision = { $team }, { $week }, member { $member }: revision { $number } of the declaration is missing, or is not the one that counts
breach-unread = { $team }, table { $table }: it holds something that no version of Semainier wrote
breach-orphan = table { $table }: a row refers to something that is not in { $parent }
breach-head = message { $key } showed { $head } as the book’s head: no book has it any more
breach-sent-twice = message { $key }: its chat has it twice

config-extra = { $key }: there is no such key
config-token-form = { $key }: a token looks like “123456:ABC”; copy the one from @BotFather
config-number = { $key }: expects a number{ $bound }
config-ge = { " " }of at least { $bound }
config-le = { " " }of at most { $bound }
config-bool = { $key }: expects true or false
config-mapping = { $key }: expects keys below it, as in config.example.yaml
config-list = { $key }: expects a list, as in config.example.yaml
config-missing-key = { $key }: is missing
config-other = { $key }: this value will not do; see config.example.yaml
config-slot = { $key }: “{ $said }” is not a time of the week; write for example “fri 16:00”
config-timezone = { $key }: “{ $said }” is not a time zone; write for example “Europe/Paris”
config-one-of = { $key }: “{ $said }” is not one of { $known }
config-url-option = { $key }: the option “{ $said }” after the “?” does not exist for this database: take it away
config-url = { $key }: must begin with one of { $known }
config-homeserver-form = { $key }: an address like https://matrix.example.org
config-matrix-id-form = { $key }: an id like @semainier:example.org
config-token-needed = { $key }: needs “token” or “token_file”; @BotFather gives the token
config-open-is-close = { $key }: “open” and “close” must be two different times of the week
config-unit-name = { $key }: a short name (16 characters at most), without digits, for example “K”
config-too-fine = { $key }.{ $field }: has more than { $decimals } decimals
config-environment = a SEMAINIER_ variable of the environment cannot be read; write it as in config.yaml, for example [sat 18:00, sun 12:00]
config-missing = { $path }: there is no such file; “semainier init” writes one
config-yaml = { $path }, line { $line }: this is not YAML with keys such as “database:”
config-unreadable = { $path }: cannot be read
config-missing-secret = { $path }: there is no such file
config-empty-secret = { $path }: it is empty; put the secret in it, and nothing else
config-open-secret = { $path }: others can read its secrets; run: chmod 600 { $path }
