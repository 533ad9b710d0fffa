### Khu vực Vị thế: đang giữ gì, còn cách chỗ thoát bao xa, vốn, hạn mức, và các danh sách của sổ.

positions-none-halted = Chưa có vị thế nào, bộ máy đã dừng hẳn. Bấm R để chạy lại.
positions-none-chosen = Chưa chọn vị thế nào.
positions-confidence = Tin cậy
positions-confidence-long = Độ tin cậy lúc mở
positions-equity = Đường vốn
positions-equity-facts = { $change } từ đầu · sụt giảm hiện tại { $now } · lớn nhất { $worst }
positions-sheet-equity = Vốn
positions-sheet-risk = Rủi ro
positions-sheet-trades = Giao dịch
positions-sheet-orders = Lệnh
positions-sheet-locks = Khóa
positions-book-trades = Giao dịch đã đóng
positions-book-orders = Lệnh
positions-book-locks = Đang khóa vào lệnh
positions-limit-room = còn rộng
positions-limit-near = sắp chạm
positions-limit-reached = đã chạm
positions-exits = Mỗi vị thế: cắt lỗ { $stop }, chốt lời { $target }
positions-away = cách { $share }
positions-no-level = không đặt
positions-ladder = ┃ giá vào   ● giá bây giờ
positions-trades-here = Đã đóng trước đây ở { $symbol }
positions-closed-now = { $symbol } không còn vị thế nào nữa. Esc để về danh sách.
positions-origin = Quyết định đã mở vị thế này
positions-origin-by-hand = Vị thế này do người mở bằng tay, không phải bộ máy quyết định.
positions-origin-unknown = Không còn thấy quyết định nào của bộ máy ngay trước lúc mở vị thế này.
