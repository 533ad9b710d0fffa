### Biểu đồ, đường vốn và sổ lệnh khi viết thành chữ.

chart-title = { $symbol } · nến { $timeframe }
chart-empty = Chưa có nến { $timeframe } nào đã đóng. Bộ máy đang lấy dữ liệu; xin thử lại sau giây lát.
chart-span = Nến
chart-span-facts = { $count } nến, từ { $from } đến { $to }
chart-sma-20 = Trung bình 20
chart-sma-50 = Trung bình 50
chart-bands = Dải Bollinger
chart-open = Mở
chart-high = Cao
chart-low = Thấp
chart-close = Đóng
chart-volume = Khối lượng
chart-mark = Trên biểu đồ
chart-signal = tín hiệu { $side }
curve-title = Đường vốn
curve-empty = Ví chưa có điểm nào để vẽ.
curve-peak = Cao nhất
curve-at = { $value } lúc { $at }
depth-title = Sổ lệnh { $symbol }
depth-none = Thị trường này không có sổ lệnh để xem: giá demo và bản ghi không kèm lệnh chờ.
depth-empty = Lúc này không có lệnh nào chờ ở cả hai bên.
depth-bid = Chờ mua
depth-ask = Chờ bán
depth-spread = Chênh lệch
