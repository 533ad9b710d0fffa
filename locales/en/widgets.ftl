### Tables, curves, bars and the log: what the frames themselves draw.

widget-filter = filter { $filter } · { $shown } of { $all }
widget-no-match = No line matches { $filter }.
widget-new-lines = { $count ->
    [one] { $count } new line
   *[other] { $count } new lines
}
widget-search = find { $text } · { $at } of { $all }
widget-search-none = find { $text } · not found
widget-no-data = No figures yet
widget-no-log = The log is empty.
widget-claimed = claimed
widget-came-true = came true
widget-interval = 95% interval
widget-as-claimed = fits
widget-more = more
widget-less = less
widget-bin = Tier
widget-count = cases
widget-no-cases = no cases yet
