### Thị trường: tình trạng nguồn giá, vì sao một nến bị loại, tệp nến và phát lại.

## Nguồn giá

feed-ok = Thị trường đang kết nối.
feed-stale = Đã quá hai khung thời gian không có nến đóng: { $symbols }. Ngừng mở vị thế mới cho đến khi có nến trở lại.
feed-stale-some = Một số cặp đã quá hai khung thời gian không có nến đóng: { $symbols }. Ngừng mở vị thế mới ở các cặp này.

## Vì sao một nến hay một giá bị loại

candle-not-finite = { $symbol } { $timeframe }: nến chứa giá trị không phải là số.
candle-not-positive = { $symbol } { $timeframe }: nến có giá không lớn hơn 0.
candle-volume-negative = { $symbol } { $timeframe }: nến có khối lượng âm.
candle-inconsistent = { $symbol } { $timeframe }: giá mở cửa hoặc đóng cửa nằm ngoài vùng thấp nhất – cao nhất của nến.
candle-off-grid = { $symbol } { $timeframe }: thời điểm mở nến không khớp với khung thời gian.
candle-from-future = { $symbol } { $timeframe }: nến báo đã đóng ở một thời điểm trong tương lai. Hãy kiểm tra đồng hồ máy.
candle-out-of-order = { $symbol } { $timeframe }: nến đến sai thứ tự.
candle-revised = { $symbol } { $timeframe }: nến đã đóng được gửi lại với số liệu khác. Giữ bản đầu tiên.
candle-late = { $symbol } { $timeframe }: nến đến muộn, khi khoảng trống đã được ghi nhận là mất.
tick-late = Giá cũ hơn nến vừa đóng.
tick-broken = Giá không phải là số dương.
gap-unanswered = Khoảng trống mà thị trường không trả lời.

## Lỗi

err-market-aggregate = Không thể ghép nến { $longer } từ nến { $shorter }. Hãy chọn khung dài hơn, là bội số nguyên của khung ngắn.
err-symbol-unlisted = { $source } không niêm yết { $symbol }. Chưa thay đổi gì.
err-candles-missing = Không tìm thấy tệp: { $file }. Hãy kiểm tra đường dẫn.
err-candles-kind = { $file } không phải là tệp nến. Các dạng dùng được: { $kinds }.
err-candles-unreadable = Không đọc được { $file } ({ $detail }). Hãy xuất lại tệp.
err-candles-empty = { $file } không có nến nào.
err-candles-columns = { $file } thiếu các cột { $missing }. Cần có: { $needed }.
err-candles-number = { $file }, dòng { $row }, cột { $column }: “{ $value }” không phải là số hợp lệ. Hãy sửa tệp.
err-candles-unsorted = { $file }, dòng { $row }: nến không theo thứ tự tăng dần. Hãy sắp xếp tệp theo timestamp.
err-candles-duplicate = { $file }, dòng { $row }: trùng timestamp. Hãy bỏ bớt một dòng.
err-candles-grid = { $file }, dòng { $row }: { $timestamp } không phải là thời điểm mở nến { $timeframe } (mili giây UTC).
err-candles-symbol = Tên tệp { $file } không cho biết cặp giao dịch. Hãy đặt tên như BTCUSDT_15m.csv.
err-candles-timeframe = Không xác định được khung thời gian của { $file } (bước { $step } ms). Hãy đặt tên như BTCUSDT_15m.csv, với một trong: { $known }.
err-replay-moment = “{ $moment }” không phải là thời điểm. Hãy viết như 2024-05-01 hoặc 2024-05-01T12:00Z.
err-replay-empty = { $file } không có nến { $timeframe } để phát lại.
err-replay-twice = { $file }: { $symbol } đã được đọc từ một tệp khác trong thư mục. Hãy giữ một tệp thôi.
err-replay-no-tape = Cơ sở dữ liệu này không có phiên { $mode } nào đã ghi trên { $source }.
err-replay-candle-missing = Bản ghi nhắc đến một nến của { $symbol } mà cơ sở dữ liệu không có. Không thể phát lại chính xác.
