# Vì sao nói, vì sao im lặng, vì sao vào lệnh hay đứng ngoài. Tham số đuôi _pct là phần trăm.

# --- chưa có dự đoán, hoặc có mà chưa tin được ---
why-warming-up = Đang gom nến: { $have }/{ $need }.
why-unsettled = Chỉ báo chưa ổn định: mới có { $have } nến liền mạch.
why-feed-stale = Giá từ { $source } đã cũ: đứng ngoài đến khi có giá mới.
why-late = Nến đến quá muộn để còn nói: chỉ ghi lại.
why-no-model = Chưa có mô hình cho { $symbol }: hãy huấn luyện hoặc nhập mô hình.
why-model-expired = Mô hình { $version } đã hết hạn: huấn luyện lại rồi mới được nói.
why-model-weak = Ở mức này mô hình chỉ đúng { $accuracy_pct }%, cần ít nhất { $least_pct }%.

# --- nói hay im lặng ---
why-no-direction = Không nghiêng về bên nào: năm ăn năm thua.
why-below-floor = Chưa đủ tin cậy để nói: { $confidence_pct }%, dưới sàn { $floor_pct }%. Phải đúng { $break_even_pct }% mới đủ bù phí.
why-below-raised-floor = Chưa đủ tin cậy để nói: { $confidence_pct }%. Sàn đã nâng lên { $floor_pct }% vì các tín hiệu trước không đúng như đã hứa.
why-record-contradicts = Tự nhận { $confidence_pct }% nhưng thành tích ở bậc này mới đúng { $correct }/{ $total } ({ $low_pct } – { $high_pct }%), chưa chắc qua mức hòa vốn { $break_even_pct }%.
why-duplicate = Dữ liệu này đã trả lời rồi ({ $digest }).
why-too-many-signals = Đủ tín hiệu cho phút này (tối đa { $limit }).
why-vote-split = Ba mô hình chưa đồng thuận: không có tín hiệu.

# --- vào lệnh ---
why-edge-pays = Lợi thế kỳ vọng sau phí { $edge_pct }%, trọng số { $weight }.
why-vote-agrees = Cả ba mô hình đồng thuận ở { $symbol }.
why-closes-position = Tín hiệu ngược với vị thế { $symbol } đang mở: đóng vị thế.

# --- có tín hiệu nhưng đứng ngoài ---
why-paused = Đang tạm dừng: không vào lệnh mới, cắt lỗ và chốt lời vẫn chạy.
why-reducing = Đang giảm dần vị thế: không vào lệnh mới.
why-halted = Đã dừng hẳn: không vào lệnh cho tới khi có người cho chạy lại.
why-already-in-position = Đang có vị thế { $symbol }.
why-order-pending = Lệnh { $symbol } còn đang chờ khớp.
why-shorts-off = { $symbol } nghiêng giảm nhưng bán khống đang tắt: đứng ngoài.
why-locked = { $symbol } đang bị khóa.
why-equity-breaker = Cầu dao vốn: vốn thấp hơn đỉnh { $drawdown_pct }% (giới hạn { $limit_pct }%).
why-daily-loss = Chạm giới hạn lỗ ngày: hôm nay lỗ { $loss_pct }% (giới hạn { $limit_pct }%). Mai mới vào lệnh lại.
why-cooldown = { $symbol } vừa đóng lệnh: nghỉ thêm { $candles } nến nữa.
why-stop-guard = Cắt lỗ { $stops } lần trong { $candles } nến: tạm nghỉ cho thị trường lắng xuống.
why-low-profit = { $symbol } đang lỗ sau { $trades } giao dịch gần nhất: tạm để yên.
why-sharpe-low = Sharpe gần đây của chiến lược là { $sharpe }, cần ít nhất { $least }.
why-costs-eat-edge = Phí { $cost_pct }% ăn hết lợi thế: phải đúng { $break_even_pct }% mới hòa vốn.
why-tier-avoid = Trọng số { $weight } quá nhẹ để vào lệnh.
why-weight-low = Trọng số { $weight } chưa tới mức { $least } của khung này.
why-technical-against = Chỉ báo kỹ thuật ngược chiều rõ rệt (điểm giao dịch { $score }).
why-max-positions = Đã có { $count } vị thế: hết chỗ.
why-max-exposure = Đã dùng hết hạn mức vốn ({ $limit_pct }% vốn).
why-correlated = Chạy quá giống { $other } đang giữ (tương quan { $correlation }, giới hạn { $limit }).
why-correlation-unknown = Chưa đủ lịch sử để so { $symbol } với { $other } đang giữ.
why-position-score = Các vị thế đang mở giống nhau quá (điểm { $score }, giới hạn { $limit }).
why-size-too-small = Lệnh chỉ đáng { $value } { $quote }, tối thiểu phải { $least } { $quote }.
why-no-price = Chưa có giá của { $symbol }.
why-over-budget = { $asked } { $quote } vượt quá tiền còn lại và hạn mức vốn (tối đa { $most } { $quote }).
