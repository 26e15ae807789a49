# What changes while one declares step by step.

guide-project-closed =
    { $count ->
        [one] The project { $projects } was closed meanwhile: choose another.
       *[other] The projects { $projects } were closed meanwhile: choose others.
    }{ $kept ->
        [yes] { " " }The rest is kept.
       *[no] { "" }
    }
