# Whom a reminder by hand leaves in peace.

reminded-quiet = In their quiet hours, so not reminded now: { $names }.
reminded-just = Reminded less than ten minutes ago, so not again for now: { $names }.
