### Cảnh báo trong chat: chuyện gì vừa xảy ra, ngắn đủ để đọc trên màn hình khóa.

card-event-unclear = { $kind }: { $symbol }
card-event-repeats = Lặp lại { $count } lần từ lần báo trước.
card-event-signal = TÍN HIỆU { $advice } { $symbol }
card-event-lean = { $lean } · sàn { $floor }
card-event-sure = dự đoán { $share }
card-event-from = giá vào { $price }
card-event-at = giá { $price }
card-event-gain = lãi { $result } ({ $share })
card-event-loss = lỗ { $result } ({ $share })
card-event-even = hòa vốn { $result } ({ $share })
card-event-after = sau { $span }
card-event-part = Thoát một phần, phần còn lại vẫn mở.
card-digest = Tổng kết ngày
card-digest-day = Trong ngày
card-digest-realised = Đã đóng
card-digest-open = Vị thế đang mở
card-digest-signals = đã nói { $spoken }, đã chấm { $scored }, đúng { $right }
card-digest-knocks = Người lạ gõ cửa
card-event-state = Bộ máy: { $state }
card-event-before = trước đó: { $state }
card-event-by = do { $actor }
card-event-connection = { $venue }: { $state }
card-event-bot-down = Bot { $surface } đã ngừng
card-event-bot-up = Bot { $surface } chạy lại rồi
card-event-bot-well = Tin chờ gửi đang được gửi tiếp.
card-event-started = Bộ máy đã chạy
card-event-started-more = Nếu không phải bạn khởi động lại thì nó vừa tự đứng dậy sau một lần ngã; sổ sách và các mức cắt lỗ vẫn nguyên.

## Nhiều tin trong một thư

card-letter-several = { $count } tin mới
card-letter-summary = Những gì xảy ra khi mất liên lạc
card-letter-held = Có { $count } tin bị giữ lại, từ { $from } đến { $to }.
card-letter-important = Quan trọng nhất:
