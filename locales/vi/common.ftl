### Từ dùng chung cho cả nhà: trả lời, đơn vị, thời gian, và tên gọi của bộ từ vựng.

app-name = Hải Đăng
yes = có
no = không
none = không có
unknown = không rõ
not-advice = Không phải lời khuyên đầu tư

## Số và thời gian. Giá trị đã được viết sẵn theo kiểu số của người đọc.

scale-thousand = { $value } nghìn
scale-million = { $value } triệu
scale-billion = { $value } tỷ
scale-trillion = { $value } nghìn tỷ
unit-second = { $count } giây
unit-minute = { $count } phút
unit-hour = { $count } giờ
unit-day = { $count } ngày
time-now = vừa xong
time-ago = { $span } trước
time-ahead = sau { $span } nữa

## Khung nến và tầm dự đoán

timeframe-1m = 1 phút
timeframe-3m = 3 phút
timeframe-5m = 5 phút
timeframe-15m = 15 phút
timeframe-30m = 30 phút
timeframe-1h = 1 giờ
timeframe-2h = 2 giờ
timeframe-4h = 4 giờ
timeframe-6h = 6 giờ
timeframe-12h = 12 giờ
timeframe-1d = 1 ngày

## Hướng của dự đoán, lời của tín hiệu, chiều của lệnh

direction-up = TĂNG
direction-down = GIẢM
direction-flat = ĐI NGANG
advice-buy = MUA
advice-sell = BÁN
advice-neutral = ĐỨNG NGOÀI
side-buy = MUA
side-sell = BÁN
leg-entry = vào lệnh
leg-exit = thoát lệnh
tier-strong-buy = MUA MẠNH
tier-buy = MUA
tier-weak-buy = MUA YẾU
tier-avoid = TRÁNH
tier-weak-sell = BÁN YẾU
tier-sell = BÁN
tier-strong-sell = BÁN MẠNH

## Bộ máy, thị trường, và tiền của ai

state-running = ĐANG CHẠY
state-paused = TẠM DỪNG
state-reducing = ĐANG GIẢM
state-halted = DỪNG HẲN
mode-paper = TIỀN GIẤY
mode-live = TIỀN THẬT
market-demo = DEMO
market-exchange = SÀN GIAO DỊCH
market-replay = PHÁT LẠI
connection-ok = đã nối
connection-degraded = chập chờn
connection-stale = dữ liệu cũ
connection-down = mất kết nối

## Lệnh, lý do thoát, mô hình, quyền, mức nguy hiểm

exit-stop-loss = cắt lỗ
exit-take-profit = chốt lời
exit-trailing = cắt lỗ kéo theo
exit-time = hết thời hạn
exit-signal = tín hiệu ngược
exit-flatten = đóng tất cả
exit-manual = đóng tay
exit-end = hết dữ liệu
intent-state-new = mới ghi
intent-state-sent = đã gửi
intent-state-unknown = chưa rõ
intent-state-done = xong
intent-state-rejected = bị từ chối
intent-state-canceled = đã hủy
order-state-open = đang chờ
order-state-partial = khớp một phần
order-state-filled = đã khớp
order-state-canceled = đã hủy
order-state-rejected = bị từ chối
model-status-candidate = ứng viên
model-status-champion = đang dùng
model-status-shadow = chạy thử song song
model-status-retired = đã nghỉ
model-status-expired = hết hạn
role-public = công khai
role-viewer = người xem
role-operator = người vận hành
role-owner = chủ sở hữu
danger-none = làm ngay
danger-ask = hỏi lại trước khi làm
danger-ask-twice = hỏi lại hai lần

## Loại sự kiện

event-engine-started = bộ máy đã chạy
event-engine-stopped = bộ máy đã dừng
event-state-changed = đổi trạng thái
event-connection-changed = đổi kết nối
event-candle-refused = nến bị loại
event-gap-found = thiếu nến
event-gap-repaired = đã bù nến
event-signal = tín hiệu
event-silence = đứng ngoài
event-order-sent = đã gửi lệnh
event-entry-filled = đã mở vị thế
event-exit-filled = đã đóng vị thế
event-order-rejected = lệnh bị từ chối
event-flattened = đã đóng mọi vị thế
event-forecast-scored = đã chấm dự đoán
event-training = huấn luyện
event-model-loaded = đã nạp mô hình
event-model-refused = mô hình bị từ chối
event-symbols-changed = đổi danh sách mã
event-error = lỗi
