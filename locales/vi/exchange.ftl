# Nguồn giá từ sàn: tình trạng đường truyền và các trục trặc.

feed-exchange-connecting = Đang kết nối tới { $exchange }.
feed-exchange-live = Đã kết nối tới { $exchange }.
feed-exchange-polling = Luồng trực tiếp của { $exchange } đang đứt; tạm hỏi giá và nến theo nhịp.
feed-exchange-polled = Đã kết nối tới { $exchange }; sàn này không có luồng trực tiếp nên giá và nến được hỏi lại vài giây một lần.
feed-exchange-clock = Đã kết nối tới { $exchange }. Đồng hồ của sàn lệch với máy này { $seconds } giây; hãy chỉnh lại giờ của máy.

err-symbol-unlisted-near = { $source } không niêm yết { $symbol }. Có phải ý bạn là: { $near }? Chưa thay đổi gì.
err-exchange-unknown = Không có sàn “{ $exchange }”. Có phải ý bạn là: { $near }?
err-exchange-address = “{ $address }” không dùng làm địa chỉ được. Cần dạng như { $expected }.
err-exchange-blocked = { $exchange } từ chối kết nối từ địa chỉ này (HTTP { $status }). Hãy dùng proxy (EXCHANGE_PROXY) hoặc sàn khác (EXCHANGE).
err-exchange-busy = { $exchange } yêu cầu chờ { $seconds } giây: gửi quá nhiều yêu cầu.
err-exchange-symbol = { $exchange } không có một trong các cặp này.
err-exchange-key = { $exchange } không chấp nhận khóa API.
err-exchange-timeout = { $exchange } không trả lời kịp. Đang thử lại.
err-exchange-unreachable = Không tới được { $exchange }. Hãy kiểm tra mạng; đang thử lại.
err-exchange-failing = { $exchange } đang gặp sự cố (HTTP { $status }). Đang thử lại.
err-exchange-refused = { $exchange } từ chối yêu cầu (HTTP { $status }, { $reason }).
err-exchange-answer = { $exchange } trả lời không đọc được ({ $reason }). Đang thử lại.
err-exchange-resting = Sàn lỗi nhiều lần liên tiếp; để sàn nghỉ thêm { $seconds } giây.
err-exchange-no-markets = Chưa lấy được danh sách cặp của { $exchange }.
err-exchange-not-open = Kết nối tới { $exchange } chưa mở.
