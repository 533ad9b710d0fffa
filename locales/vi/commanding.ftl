### Dòng lệnh, dòng lọc và bảng lệnh của màn hình.

## Dòng lệnh

line-placeholder = gõ tên câu lệnh, có dấu hay không cũng được
line-keys = Tab điền   ↑ ↓ chọn   Enter chạy   Esc đóng
line-filter-placeholder = lọc những gì đang xem
line-filter-keys = Enter giữ   Esc bỏ lọc
line-later = phải đợi phiên bản sau
line-needs-role =
    cần quyền { $role ->
        [public] { role-public }
        [viewer] { role-viewer }
        [operator] { role-operator }
       *[owner] { role-owner }
    }

## Tên gọn của tham số trong cách dùng, như: dự đoán <mã>

line-param-symbol = mã
line-param-limit = số dòng
line-param-decision = quyết định
line-param-timeframe = khung
line-param-candles = số nến
line-param-until = đến lúc
line-param-from = từ lúc
line-param-to = đến lúc
line-param-reason = lý do
line-param-cash = số tiền
line-param-prediction = dự đoán
line-param-price = giá
line-param-event = sự kiện
line-param-command = câu lệnh
line-param-person = người
line-param-file = tệp
line-param-which = loại
line-param-period = kỳ
line-param-by = theo
line-param-action = việc
line-param-outcome = kết cục
line-param-setting = mức
line-param-language = ngôn ngữ
line-param-surface = kênh
line-param-role = quyền
line-param-area = khu vực
line-param-theme = giao diện
line-param-style = kiểu số
line-param-format = định dạng
line-param-what = hình gì

## Bảng lệnh

palette-title = Bảng lệnh
palette-placeholder = muốn làm gì? vài chữ là đủ, không cần dấu
palette-keys = ↑ ↓ chọn   Enter làm   Esc đóng
palette-nothing = Không thấy gì giống "{ $text }". Thử vài chữ ngắn hơn, tên tiếng Anh, hoặc chữ đầu của từng từ (dd cho { $example }).
