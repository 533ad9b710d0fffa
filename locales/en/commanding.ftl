### The command line, the filter line and the palette of the console.

## Command line

line-placeholder = type the name of a command
line-keys = Tab fill in   ↑ ↓ choose   Enter run   Esc close
line-filter-placeholder = filter what you are looking at
line-filter-keys = Enter keep   Esc drop
line-later = comes with a later version
line-needs-role =
    needs the role { $role ->
        [public] { role-public }
        [viewer] { role-viewer }
        [operator] { role-operator }
       *[owner] { role-owner }
    }

## Short names of parameters in a usage line, such as: predict <pair>

line-param-symbol = pair
line-param-limit = lines
line-param-decision = decision
line-param-timeframe = timeframe
line-param-candles = how many candles
line-param-until = until
line-param-from = from
line-param-to = to
line-param-reason = why
line-param-cash = amount
line-param-prediction = prediction
line-param-price = price level
line-param-event = event
line-param-command = command
line-param-person = person
line-param-file = path
line-param-which = kind
line-param-period = period
line-param-by = grouping
line-param-action = action
line-param-outcome = outcome
line-param-setting = setting
line-param-language = language
line-param-surface = surface
line-param-role = role
line-param-area = area
line-param-theme = theme
line-param-style = number style
line-param-format = format
line-param-what = picture of what

## Palette

palette-title = Commands
palette-placeholder = what would you like to do? a few letters will do
palette-keys = ↑ ↓ choose   Enter do   Esc close
palette-nothing = Nothing looks like "{ $text }". Try fewer letters, the other language's name, or the first letters of the words (dd for { $example }).
