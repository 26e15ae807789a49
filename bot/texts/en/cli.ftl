# The command line.

cli-about = Semainier asks each member of a team every week what their contribution was worth, holds the sum against a virtual budget and posts the outcome.
cli-title = commands
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
cli-share = try a rule of sharing on paper
cli-rule = the rule
cli-available = what there is to share
cli-week = the week, which decides whose turn it is for an odd cent
cli-claims = a name and what they claim
cli-usage = { $why }; see { $program } --help

run-no-platform = no platform is configured: add 'telegram:' to the config ('semainier init' does it for you)
lost-token = Telegram refused the token: copy it again from @BotFather into telegram.token
lost-reach = Telegram cannot be reached: check telegram.api_url and the network
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
breach-booked = { $team }, { $week }, member { $member }: the book does not say what was awarded
breach-sent-twice = message { $key }: its chat has it twice

config-extra = { $key }: there is no such key
config-other = { $key }: { $why }
config-slot = { $key }: '{ $said }' is not a time of the week; write for example 'fri 16:00'
config-timezone = { $key }: '{ $said }' is not a time zone; write for example 'Europe/Paris'
config-one-of = { $key }: '{ $said }' is not one of { $known }
config-url = { $key }: must begin with one of { $known }
config-token-needed = { $key }: needs 'token' or 'token_file'; @BotFather gives the token
config-open-is-close = { $key }: 'open' and 'close' must be two different times of the week
config-too-fine = { $key }.{ $field }: has more than { $decimals } decimals
config-environment = a SEMAINIER_ variable of the environment cannot be read; lists are written as JSON
config-missing = { $path }: there is no such file; 'semainier init' writes one
config-yaml = { $path }, line { $line }: this is not YAML with keys such as 'database:'
config-unreadable = { $path }: cannot be read
config-missing-secret = { $path }: there is no such file
config-open-secret = { $path }: others can read its secrets; run: chmod 600 { $path }
