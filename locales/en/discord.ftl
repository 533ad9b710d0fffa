### Of the Discord bot alone.

discord-page = { $page }/{ $pages }
discord-cut = … { $parts } more parts. Ask for less to see them all.
discord-empty = Nothing to show.
