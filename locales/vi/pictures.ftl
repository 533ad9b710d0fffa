### Chữ trên hình: biểu đồ nến, đường vốn, hiệu chỉnh, bảng điểm. Số và giờ đã được viết sẵn.

picture-footer = { $name } · dữ liệu đến { $at }

## Biểu đồ nến

picture-candles-detail = { $start } – { $end } · { $count } nến · { $change } trong { $span }
picture-volume = Khối lượng, cao nhất { $most }
picture-gap = thiếu { $count } nến
picture-band = Dải Bollinger
picture-signal = tín hiệu
picture-signal-traded = tín hiệu (vào lệnh)
picture-signal-only = tín hiệu (đứng ngoài)
picture-entry = điểm vào
picture-exit = điểm ra
picture-level-entry = giá vào
picture-no-candles = Chưa có nến { $timeframe } nào của { $symbol }
picture-no-candles-hint = Nến đầu tiên đóng là biểu đồ hiện ra ở đây.
picture-no-candles-here = Quãng này không có nến nào
picture-no-candles-here-hint = Lịch sử đã lưu bắt đầu từ { $start }.

## Đường vốn

picture-equity = Đường vốn
picture-equity-detail = { $start } – { $end } · { $count } điểm · { $change } so với vốn ban đầu { $cash }
picture-equity-axis = Vốn ({ $asset })
picture-equity-now = bây giờ
picture-equity-start = ban đầu
picture-drawdown-axis = Sụt giảm (%), lớn nhất { $deepest }
picture-past = Kết quả đã qua không hứa hẹn điều gì cho ngày mai
picture-no-equity = Ví chưa có điểm nào để vẽ
picture-no-equity-hint = Nến đầu tiên đóng là đường vốn bắt đầu.

## Hiệu chỉnh: đã nói bao nhiêu, đúng bao nhiêu

picture-reliability = { $symbol } · Đường hiệu chỉnh
picture-reliability-detail = Dự đoán { $horizon } của mọi mô hình đã dùng · đã chấm n = { $count } · sai số hiệu chỉnh { $error }
picture-claimed-axis = Độ tin cậy đã nói (%)
picture-true-axis = Thực tế đúng (%)
picture-count-axis = Số dự đoán
picture-diagonal = đúng như đã nói
picture-too-modest = trên đường chéo: đúng nhiều hơn đã nói
picture-too-sure = dưới đường chéo: nói quá lời
picture-no-bins = Chưa có dự đoán nào được chấm
picture-no-bins-hint = Đường này hiện ra khi tầm dự đoán đầu tiên đã qua.

## Bảng điểm theo bậc tin cậy

picture-scores = Bảng điểm theo bậc tin cậy
picture-scores-detail = { $hits }/{ $count } tín hiệu đúng = { $share } · khoảng tin cậy 95% từ { $low } đến { $high }
picture-scores-detail-none = Chưa chấm tín hiệu nào
picture-band-axis = Bậc tin cậy đã nói
picture-all = Tất cả
picture-promised = phần đã nói
picture-came-true = thực tế đúng, khoảng tin cậy 95%
picture-break-even = hòa vốn { $share }
picture-coin = tung đồng xu 50%
picture-no-scores = Chưa nói tín hiệu nào nên chưa có gì để chấm
picture-no-scores-hint = Im lặng cũng là câu trả lời.

## Điều gì đẩy dự đoán

picture-pushes = { $symbol } · Vì sao · { $horizon }
picture-pushes-detail = Riêng { $model }: khả năng tăng { $base } → { $probability } · mọi mô hình: { $lean } · nến { $at }
picture-pushes-up = đẩy lên
picture-pushes-down = đẩy xuống
picture-pushes-axis = Điểm phần trăm xác suất

## Lỗi

err-picture-none = Câu trả lời này không có hình. Chưa ghi gì cả. Hình có cho biểu đồ, đường vốn, thẻ mô hình, bảng điểm, và cho dự đoán còn đủ đặc trưng.
err-picture-size = Hình { $width } x { $height } điểm ảnh không vẽ được. Chưa ghi gì cả. Hãy chọn từ { $least } đến { $most } điểm ảnh mỗi chiều.
