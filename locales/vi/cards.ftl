### Thẻ trong chat: chỉ những câu mà dòng lệnh không nói, hoặc phải nói ngắn hơn cho màn hình điện thoại.

card-pong = Bộ máy đang thức và trả lời.
card-forecast-spoken = { $lean } · sàn { $floor } → TÍN HIỆU { $advice }
card-weight = trọng số { $weight }
card-weight-parts = Năm thành phần
card-signal-traded = Đã vào lệnh
card-signal-refused = Không vào lệnh
card-signal-silent = Im lặng

## Chuyện không thành

card-error-input = Chưa hiểu ý bạn
card-error-refused = Không làm việc này
card-error-temporary = Tạm thời chưa được
card-error-ambiguous = Chưa rõ kết quả
card-error-check = Kiểm tra không đạt
card-error-operational = Có trục trặc
card-incident = Mã sự cố { $id }

## Hỏi lại

card-question = Bạn chắc chứ?
card-question-who = Chỉ bạn xác nhận được, trong { $seconds } giây.

## Trợ giúp

card-help = Các câu lệnh
card-help-none = Chưa có câu lệnh nào dành cho quyền của bạn.
card-help-more = Xem kỹ một câu: { $example }
card-help-optional = { $meaning } (có thể bỏ qua)
card-help-market = Thị trường
card-help-book = Vị thế và tiền
card-help-health = Sức khỏe hệ thống
card-help-control = Điều khiển
card-help-models = Mô hình
card-help-people = Của riêng bạn
card-help-keeping = Giữ gìn

## Sổ sách và thành tích

card-positions = { $count } vị thế
card-value = giá trị { $value }
card-fee = phí { $fee }
card-filled = đã khớp { $amount }
card-mean = trung bình { $mean }
card-win-rate = tỷ lệ thắng: { $share }
card-candle = mở { $open } · cao { $high } · thấp { $low } · đóng { $close } · KL { $volume }
card-coins = Đang giữ
card-until = đến { $at }
card-together = Cộng lại: { $result }
card-won = thắng { $wins }/{ $trades }
card-trades = { $count } giao dịch
card-chain-head = Đầu chuỗi băm

## Hệ thống và mô hình

card-last-candle = Nến cuối
card-logs = Nhật ký
card-config = Cài đặt
card-config-empty = Không có cài đặt nào để xem.
card-candles = { $count } nến, sẵn sàng { $have }/{ $need }
card-has-model = có mô hình
card-no-model = chưa có mô hình
card-empty-models = Chưa có mô hình nào. Hãy huấn luyện bằng lệnh huanluyen; trong lúc đó mọi mã đều im lặng.
card-model-span = nến { $timeframe }, nhìn trước { $horizon }
card-measured = Đo được
card-accuracy = đúng { $share }
card-band-accuracy = khi vượt sàn { $share }
card-calibration = sai số hiệu chỉnh { $error }
card-log-loss = log loss { $loss }
card-samples = { $count } mẫu
card-span = Khung
card-bin = tự nhận { $claimed }, đúng thật: { $record }

## Người dùng và việc đã làm

card-whoami = Bạn là ai ở đây
card-audit = Ai đã ra lệnh gì
card-roles = Ai được làm gì
card-reloaded = Đã đọc lại cài đặt
card-knock-times = gõ cửa { $count } lần, lần cuối { $at }
card-notify = Thông báo
card-watching = Theo dõi
card-done = Xong
card-backup = Đã sao lưu
card-file = Tệp
card-size = Dung lượng
card-strategy-honest = honest: cửa kiểm theo xác suất hiệu chỉnh
card-strategy-classic = classic: ba mô hình bỏ phiếu
why-told-alone = Có vào lệnh hay không thì chỉ nói khi hỏi riêng.
card-signal-spoken = Đã nói
card-flatten-waits = Đã đặt lệnh đóng, khớp ở giá kế tiếp. Từng lệnh khớp sẽ được báo riêng.
