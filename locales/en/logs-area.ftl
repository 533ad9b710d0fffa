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

## Tags of the log file, as a reader sees them

log-tag-khoi-tao = START
log-tag-du-lieu = DATA
log-tag-tin-hieu-ml = SIGNAL
log-tag-bo-qua = NOT TRADED
log-tag-quyet-dinh-mua = BUY
log-tag-quyet-dinh-ban = SELL
log-tag-chot-loi = TAKE PROFIT
log-tag-cat-lo = STOP LOSS
log-tag-canh-bao = WARNING
log-tag-loi = ERROR
