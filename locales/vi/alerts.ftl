### Cảnh báo: chuyện gì được báo cho ai, ở đâu, lúc nào; báo giá; tổng kết ngày

## Nhật ký và bảng điều khiển nói gì

event-protection = lớp bảo vệ
event-price-alert = báo giá
event-digest = tổng kết ngày
event-bot-changed = đổi trạng thái bot
happening-protection = BẢO VỆ
happening-price-alert = BÁO GIÁ
happening-digest = TỔNG KẾT
happening-bot-changed = BOT
log-protection = Một lớp bảo vệ đã bật.
log-protection-why = Bảo vệ: { $why }
log-price-alert = Một mức giá đã chạm.
log-price-alert-why = Báo giá: { $why }
log-digest = Đã tổng kết ngày.
log-digest-why = Tổng kết ngày: { $why }
log-bot-changed = Một bot vừa đổi trạng thái.
log-bot-changed-why = Bot: { $why }
err-quiet-hours = Không hiểu giờ yên lặng { $value }. Hãy gõ như 22-7 hoặc 22:30-6:15, hoặc off để bỏ.
setting-digest-time = Giờ gửi bản tổng kết ngày, theo TIMEZONE, như 08:00; off là không gửi.
expected-time-of-day = giờ trong ngày như 08:00, hoặc off
digest-in-short = vốn { $worth } USDT, { $trades } giao dịch đã đóng, { $wins } có lãi.
price-reached-above = { $symbol } đã lên tới { $price }.
price-reached-below = { $symbol } đã xuống tới { $price }.
