# What semainier audit says of buckets, grants, donations and shares.
breach-bucket-row = { $team }, row { $row } of the book ({ $kind }): it does not move what could be moved then
breach-bucket = { $team }, bucket { $number }: { $what ->
        [place] its number is not its own
        [title] its title is not the one it is looked up by
        [kind] it is neither a cost of a campaign, nor a granted request, nor a plain bucket
        [goal] what it holds does not fit its goal
        [dates] its dates, or what is left in its project, are not what the book says
       *[state] the book does not say that it got that far
    }
breach-campaign = { $team }, campaign { $number }: { $what ->
        [place] its number is not its own
        [kind] it is neither for buckets nor for costs
       *[dates] its dates are not possible
    }
breach-grant = { $team }, request { $number }: { $what ->
        [place] its number is not its own
        [money] what was granted is not what the book says
        [dates] its dates are not those of its votes
       *[votes] its votes do not decide that
    }
breach-donation = { $team }, row { $row } of the book: a donation that is no income, or does not name whom it should
breach-share = { $team }, row { $row } of the book: the share-out does not follow from what was declared then
