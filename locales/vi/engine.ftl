### Bộ máy: chỗ các phòng gặp nhau.

err-instrument-unknown = Chưa biết bước giá và bước khối lượng của { $symbol } vì chưa nối được với sàn lần nào. Chưa có lệnh nào được gửi. Hãy kiểm tra mạng rồi chạy lại.
err-part-died = Bộ phận "{ $part }" dừng đột ngột ({ $detail }). Sổ sách vẫn nguyên; bộ phận đó đang được khởi động lại. Nếu lặp lại, hãy xem data/logs/haidang.log.
err-replay-file-missing = MARKET=replay cần một tệp nến hoặc một cơ sở dữ liệu đã ghi. Chưa chạy gì. Hãy thêm --file TỆP hoặc đặt REPLAY_FILE.
err-symbol-in-use = { $symbol } đang có vị thế hoặc lệnh chờ nên chưa thể bỏ theo dõi. Không có gì thay đổi. Hãy đóng vị thế trước: dong { $symbol }.
err-training-busy = Đang có một lượt huấn luyện khác chạy. Lượt đó vẫn tiếp tục, chưa thêm lượt mới. Hãy đợi xong rồi gọi lại.
err-replay-models-gone = Không còn mô hình { $version } của { $symbol } mà lần chạy ấy đã dùng, nên không thể quyết định lại. Bản ghi vẫn nguyên. Hãy chép lại thư mục models của lần chạy đó.
err-replay-fixed = Đây là bản ghi của một lần chạy trước nên không thêm bớt mã được. Bản ghi vẫn nguyên. Hãy chạy với thị trường demo hoặc sàn.
feed-connecting = Đang kết nối tới thị trường.
log-symbol-watched = bắt đầu theo dõi { $symbol }.
log-symbol-removed = thôi theo dõi { $symbol }; lịch sử và mô hình vẫn giữ.
log-gap = thiếu { $count } nến, sàn không còn giữ. Chỉ báo tính lại từ sau chỗ trống.
log-repaired = đã bù { $count } nến.
err-replay-rules = Lần chạy này dùng { $count } bộ quy tắc khác nhau (phí, cắt lỗ, sàn tin cậy…), nên không thể quyết định lại thành một mạch. Bản ghi vẫn nguyên. Muốn phát lại được, hãy giữ nguyên cài đặt trong suốt một lần chạy.
feed-looked = Vừa hỏi thị trường một lần; không có bộ máy nào đang theo dõi.
err-no-database = Chưa có cơ sở dữ liệu nào ở { $path }. Chưa có gì để đọc. Hãy chạy bộ máy một lần: make run.
why-training = Đang huấn luyện { $done }/{ $total }; có mô hình là nói ngay.

## Cài đặt: điều được mong đợi

expected-over = một số lớn hơn { $limit }
expected-least = một số từ { $limit } trở lên
expected-under = một số nhỏ hơn { $limit }
expected-most = một số không quá { $limit }
expected-one-of = một trong { $limit }
expected-number = một số như 0.02 (dấu chấm thập phân)
expected-integer = một số nguyên
expected-flag = true hoặc false
expected-symbols = ít nhất một mã, như BTC,ETH
expected-rate = auto, off hoặc một số dương
expected-zone = tên múi giờ như Asia/Ho_Chi_Minh
expected-longer-horizon = HORIZON không ngắn hơn TIMEFRAME
expected-other = một giá trị như trong .env.example
err-no-terminal = Bảng điều khiển cần một cửa sổ dòng lệnh thật để vẽ. Chưa chạy gì. Chạy không màn hình thì dùng run_bot.py; hỏi một câu thì dùng python -m engine call.
