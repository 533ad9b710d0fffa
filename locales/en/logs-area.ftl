### The log area: the engine's log, the audit, and all that happened lately.

logs-book-log = Log
logs-book-audit = Audit
logs-book-events = Happenings
logs-entry = The chosen line
logs-detail = Detail
logs-following = ↓ following · the last { $shown } of { $total } lines
logs-reading = ‖ reading, f to follow · the last { $shown } of { $total } lines
logs-event-count = the last { $count } happenings
logs-nothing-to-find = There is nothing to find yet. Press / and type some words (without a ! before them), Enter, then n or N.
logs-no-sort = The log always goes by time. Press w for another book.
