### The Signals area: what was said, why it was traded or not, whether it came true, and the scoreboard.

signals-fate = Became
signals-fate-traded = traded
signals-fate-refused = refused
signals-fate-silent = silent
signals-waiting = open
signals-which-spoken = Spoken
signals-which-traded = Traded
signals-which-refused = Refused
signals-which-silent = Silent
signals-which-all = All
signals-look-elsewhere = Press w for the other lists: each silence has its reason, too.
signals-decision = Decision { $id }
signals-none-chosen = No line is chosen.
signals-said-right = Said and right
signals-no-outcome = An outcome is known only when the horizon has passed. Until then no figure is told.
signals-few = Only { $count } so far: the interval is too wide to conclude anything.
signals-times = n
signals-not-profit = Right is not yet profit: costs differ by pair, and not every signal was traded.
signals-coin = a coin, 50%
