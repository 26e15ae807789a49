# Ce qui change pendant qu’on déclare pas à pas.

guide-project-closed =
    { $count ->
        [one] Le projet { $projects } a été fermé entre-temps : choisis-en un autre.
       *[other] Les projets { $projects } ont été fermés entre-temps : choisis-en d’autres.
    }{ $kept ->
        [yes] { " " }Le reste est gardé.
       *[no] { "" }
    }
