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
log-bot-back = Bot { $surface } đã kết nối lại.
log-bot-changed = Một bot vừa đổi trạng thái.
log-bot-changed-why = Bot đổi trạng thái: { $why }
err-quiet-hours = Không hiểu giờ yên lặng { $value }. Hãy gõ như 22-7 hoặc 22:30-6:15, hoặc off để bỏ.
setting-digest-time = Giờ gửi bản tổng kết ngày, theo TIMEZONE, như 08:00; off là không gửi.
expected-time-of-day = giờ trong ngày như 08:00, hoặc off
digest-in-short = vốn { $worth } USDT, { $trades } giao dịch đã đóng, { $wins } có lãi.
price-reached-above = { $symbol } đã lên tới { $price }.
price-reached-below = { $symbol } đã xuống tới { $price }.

## Các loại cảnh báo, và cách báo

alert-kind-signal = tín hiệu
alert-kind-entry = vào lệnh
alert-kind-fill = đóng vị thế
alert-kind-stop = cắt lỗ
alert-kind-target = chốt lời
alert-kind-protection = lớp bảo vệ
alert-kind-state = trạng thái bộ máy
alert-kind-model = mô hình
alert-kind-drift = độ lệch
alert-kind-feed = kết nối sàn
alert-kind-exchange = lỗi
alert-kind-price = báo giá
alert-kind-digest = tổng kết ngày
alert-kind-bot = các bot
alert-kind-access = quyền và người lạ
volume-on = có chuông
volume-silent = im lặng
volume-off = tắt

## notify, watch, alert trả lời gì

notify-person = Bạn được báo:
notify-chat = Nhóm này được báo:
notify-machine = Trên máy này mọi việc đều hiện trong nhật ký và mục việc vừa xảy ra; lựa chọn dưới đây không làm chúng im đi. Muốn chọn tin bot gửi cho mình, hãy nhắn lệnh này cho bot.
notify-changed = Đã đổi.
notify-kind = loại
notify-volume = cách báo
notify-default = mặc định
notify-quiet = Không reo chuông từ { $start } đến { $end } ({ $zone }).
notify-no-quiet = Không có giờ yên lặng.
watch-all = Tín hiệu và mô hình: mọi mã đang theo dõi.
watch-some = Tín hiệu và mô hình: chỉ { $symbols }.
watch-added = Đã thêm { $symbol }.
watch-removed = Đã bỏ { $symbol }.
watch-scope = Lệnh, vị thế, lớp bảo vệ và báo giá không bị giới hạn theo mã.
alert-title = Báo giá
alert-none = Chưa chờ mức giá nào. Đặt một mức: canhbao BTC 70000
alert-when = khi giá
alert-price = mức
alert-now = đang là
alert-distance = còn
alert-since = đặt lúc
alert-above = lên tới
alert-below = xuống tới
alert-added-above = Sẽ báo một lần khi { $symbol } lên tới { $price } (đang là { $now }).
alert-added-below = Sẽ báo một lần khi { $symbol } xuống tới { $price } (đang là { $now }).
alert-removed =
    { $count ->
        [0] Không có mức nào để bỏ.
       *[other] Đã bỏ { $count } mức.
    }
param-hours = Giờ yên lặng, như 22-7
line-param-hours = giờ
log-repeated = { $line } (thêm { $count } lần nữa)
err-alerts-full = Mỗi nơi nhận chờ được nhiều nhất { $most } mức giá. Chưa đặt thêm gì; hãy bỏ bớt một mức rồi đặt lại.
err-alert-price-now = { $symbol } đang đúng ở mức { $price }. Chưa đặt gì; hãy chọn một mức cao hơn hoặc thấp hơn.
err-alert-price-far = Mức { $price } của { $symbol } quá xa giá hiện tại ({ $now }). Chưa đặt gì; xem lại dấu chấm thập phân, chẳng hạn 67900.5.
err-notify-owners-only = Loại tin này chỉ dành cho chủ sở hữu, trong chat riêng. Không có gì thay đổi.
