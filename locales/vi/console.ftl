### Màn hình terminal: tiêu đề, đầu cột, phím, và việc vừa xảy ra.

tui-waiting = Đang chờ bộ máy ...
tui-market = Theo dõi
tui-positions = Vị thế
tui-happenings = Việc vừa xảy ra
tui-keys = p tạm dừng   r tiếp tục   q thoát
tui-symbol = Mã
tui-price = Giá
tui-change = 24 giờ
tui-spark = Gần đây
tui-forecast = Dự đoán
tui-weight = Trọng số
tui-why = Vì sao
tui-side = Chiều
tui-amount = Khối lượng
tui-entry = Giá vào
tui-result = Lãi lỗ
tui-equity = Vốn
tui-open = Đang mở
tui-training = đang huấn luyện { $done }/{ $total }
tui-no-positions = Chưa có vị thế nào.
tui-quiet = Chưa có gì. Im lặng cũng là câu trả lời.

## Việc vừa xảy ra, gọn trong một hai từ

happening-engine-started = KHỞI ĐỘNG
happening-engine-stopped = ĐÃ DỪNG
happening-state-changed = TRẠNG THÁI
happening-connection-changed = SÀN
happening-candle-refused = NẾN HỎNG
happening-gap-found = THIẾU NẾN
happening-gap-repaired = BÙ NẾN
happening-signal = TÍN HIỆU
happening-silence = BỎ QUA
happening-order-sent = GỬI LỆNH
happening-entry-filled = VÀO LỆNH
happening-exit-filled = THOÁT LỆNH
happening-order-rejected = LỆNH BỊ TỪ CHỐI
happening-flattened = ĐÓNG TẤT CẢ
happening-forecast-scored = CHẤM ĐIỂM
happening-training = HUẤN LUYỆN
happening-model-loaded = MÔ HÌNH MỚI
happening-model-refused = MÔ HÌNH HỎNG
happening-symbols-changed = DANH SÁCH MÃ
happening-error = LỖI
outcome-right = đúng
outcome-wrong = sai
