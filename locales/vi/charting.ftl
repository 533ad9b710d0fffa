### Biểu đồ nến: dòng đọc số, chú thích, và câu nói khi chưa có gì để vẽ.

chart-awaiting = Đang lấy nến ...
chart-no-candle = { $symbol } { $timeframe }: chưa có nến nào đóng.
chart-no-candle-next = Nến đầu tiên đóng là biểu đồ hiện ra. Cần xem ngay: chọn khung ngắn hơn hoặc mã khác.

# Một chữ cái trước mỗi giá: Mở, Cao, Thấp, Đóng; KL là khối lượng.
chart-letter-open = M
chart-letter-high = C
chart-letter-low = T
chart-letter-close = Đ
chart-letter-volume = KL

chart-entry = giá vào
chart-stop = cắt lỗ
chart-target = chốt lời

chart-signal-traded = Tín hiệu { $side }, đã vào lệnh
chart-signal-passed = Tín hiệu { $side }, đứng ngoài
chart-entered = Vào lệnh { $side }
chart-left = Thoát lệnh { $side }

chart-legend-traded = tín hiệu, vào lệnh
chart-legend-passed = tín hiệu, đứng ngoài
chart-legend-entry = vào
chart-legend-exit = thoát
chart-legend-rising = tăng
chart-legend-falling = giảm
chart-legend-gap = thiếu nến
chart-merged = { $count } nến một cột
chart-log = thang log
chart-behind = lùi { $count } nến
