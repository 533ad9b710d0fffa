### Khu vực Kiểm thử: phiếu điền, các lần chạy của phiên này, đặt hai lần cạnh nhau.

backtest-what = Chạy lại nến cũ y như lúc chạy thật, rồi báo kết quả sau phí.
backtest-go = Chạy  ^G
backtest-today = Hôm nay làm được gì: “python -m engine db replay” quyết định lại quá khứ trên một sổ nháp và so với những gì đã ghi; phím t xem lại phần đã ghi, từng nến một.
backtest-runs = Các lần chạy của phiên này
backtest-no-runs = Chưa chạy lần nào. Bấm f để điền, ^G để chạy.
backtest-no-runs-later = Chưa có lần nào. Danh sách này đầy dần khi kiểm thử chạy được.
backtest-col-number = Lần
backtest-col-asked = Đã điền
backtest-col-took = Mất
backtest-col-at = Lúc
backtest-everything = tất cả
backtest-answer = Kết quả
backtest-nothing-to-read = Chạy một lần thì kết quả hiện ở đây.
backtest-under-way = Đang chạy, đã { $elapsed }
backtest-one-at-a-time = Đang chạy một lần kiểm thử rồi. Hãy đợi nó xong.
backtest-choose-another = Đã giữ lần này (◆). Chọn một lần khác rồi bấm c lần nữa.
backtest-side-by-side = Đặt cạnh nhau: ≠ là dòng khác nhau. Esc để về danh sách.
backtest-nothing-to-compare = Chưa có lần chạy nào để so.
form-needed = cần điền
form-may-be-empty = để trống cũng được
