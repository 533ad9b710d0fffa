### Điều gì đẩy dự đoán: các đặc trưng theo cách dân giao dịch gọi, và mỗi thứ đẩy một mô hình bao nhiêu. Số đã được viết sẵn.

push-why = Vì sao
push-line = { $pushes } (theo riêng { $model }: khả năng tăng { $base } → { $probability })
push-points = { $points } điểm
push-rest = { $count } yếu tố còn lại

## Cây nến vừa đóng

push-candle-rose = nến tăng { $share }
push-candle-fell = nến giảm { $share }
push-candle-flat = nến đứng giá
push-high-above = đỉnh nến cao hơn giá đóng { $share }
push-high-closed = đóng ngay đỉnh nến
push-low-below = đáy nến thấp hơn giá đóng { $share }
push-low-closed = đóng ngay đáy nến
push-close-high = đóng cửa gần đỉnh nến
push-close-middle = đóng cửa giữa biên độ nến
push-close-low = đóng cửa gần đáy nến

## Đường trung bình

push-above-average = trên { $name } { $share }
push-below-average = dưới { $name } { $share }
push-at-average = sát { $name }
push-trend-up = SMA_10 trên SMA_50
push-trend-down = SMA_10 dưới SMA_50
push-trend-flat = SMA_10 sát SMA_50

## RSI và MACD

push-rsi-oversold = RSI_14 quá bán ({ $value })
push-rsi-low = RSI_14 thấp ({ $value })
push-rsi-middle = RSI_14 trung tính ({ $value })
push-rsi-high = RSI_14 cao ({ $value })
push-rsi-overbought = RSI_14 quá mua ({ $value })
push-macd-positive = MACD dương
push-macd-negative = MACD âm
push-macd-zero = MACD bằng 0
push-macd-signal-positive = đường tín hiệu MACD dương
push-macd-signal-negative = đường tín hiệu MACD âm
push-macd-signal-zero = đường tín hiệu MACD bằng 0
push-macd-above = MACD trên đường tín hiệu
push-macd-below = MACD dưới đường tín hiệu
push-macd-crossing = MACD chạm đường tín hiệu

## Dải Bollinger và khối lượng

push-upper-away = còn cách dải Bollinger trên { $share }
push-upper-broken = vượt dải Bollinger trên { $share }
push-lower-away = còn cách dải Bollinger dưới { $share }
push-lower-broken = thủng dải Bollinger dưới { $share }
push-band-width = dải Bollinger rộng { $share }
push-band-beyond = giá nằm trên cả dải Bollinger
push-band-upper-half = giá ở nửa trên dải Bollinger
push-band-middle = giá ở giữa dải Bollinger
push-band-lower-half = giá ở nửa dưới dải Bollinger
push-band-under = giá nằm dưới cả dải Bollinger
push-volume-high = khối lượng gấp { $times } lần thường lệ
push-volume-usual = khối lượng như thường lệ
push-volume-low = khối lượng chỉ bằng { $times } lần thường lệ
