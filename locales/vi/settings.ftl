### Nghĩa của từng cài đặt.

## Các nhóm cài đặt, theo thứ tự trong engine/settings.py

settings-group-market = Thị trường
settings-group-money = Tiền của ai
settings-group-decision = Lên tiếng và vào lệnh
settings-group-machine = Máy và dữ liệu
settings-group-people = Người dùng
settings-group-discord = Discord
settings-group-telegram = Telegram
settings-group-reserved = Để dành cho cổng API và hàng đợi thông điệp, sẽ có sau

## Thị trường

setting-market = Giá lấy từ đâu: demo (mô phỏng), exchange (sàn thật) hoặc replay (tệp nến, hay cơ sở dữ liệu của lần chạy trước).
setting-demo-speed = Thị trường demo chạy nhanh gấp bao nhiêu lần thời gian thật. Ở mức 300, một nến 15 phút mất ba giây.
setting-demo-seed = Cùng một số gieo thì ra cùng một thị trường demo, giống nhau từng nến một.
setting-replay-file = Tệp nến (CSV, Parquet, Feather) hoặc cơ sở dữ liệu của lần chạy trước, để quyết định lại từ đầu.
setting-replay-from = Đầu đoạn phát lại, viết theo ISO 8601 giờ UTC, như 2024-01-31.
setting-replay-to = Cuối đoạn phát lại, viết theo ISO 8601 giờ UTC.
setting-replay-speed = Nhanh gấp bao nhiêu lần thời gian thật; 0 là nhanh hết mức máy chạy được.
setting-exchange = Sàn giao dịch, theo mã của ccxt.
setting-exchange-api-url = Địa chỉ REST khác của sàn, như http://127.0.0.1:9002.
setting-exchange-ws-url = Địa chỉ websocket khác của sàn, như ws://127.0.0.1:9003.
setting-exchange-proxy = Proxy HTTP hoặc SOCKS trên đường tới sàn.
setting-exchange-api-key = Bí mật. Chỉ dùng khi giao dịch tiền thật, mà phần đó chưa có; xem giá thì không cần khóa.
setting-exchange-api-secret = Bí mật. Chỉ dùng khi giao dịch tiền thật, mà phần đó chưa có.
setting-symbols = Các mã theo dõi ở lần chạy đầu, so với USDT. Về sau danh sách nằm trong cơ sở dữ liệu và đổi bằng câu lệnh symbols.
setting-timeframe = Khung nến để quyết định: 1m, 3m, 5m, 15m, 30m, 1h, 2h, 4h, 6h, 12h hoặc 1d.
setting-horizon = Dự đoán nhìn xa bao lâu; không ngắn hơn TIMEFRAME.
setting-history-candles = Số nến tải về cho một mã mới trước khi huấn luyện mô hình, ít nhất 600.

## Tiền của ai

setting-mode = paper (tiền giấy) hoặc live (tiền thật). Giao dịch tiền thật chưa có và bị từ chối ngay lúc khởi động.
setting-live-trading = Phải ghi I-UNDERSTAND thì chế độ tiền thật mới được xét tới.
setting-paper-cash = Số tiền giấy của một ví mới, tính bằng USDT.

## Lên tiếng và vào lệnh

setting-strategy = honest: xác suất đã hiệu chỉnh và cửa kiểm. classic: phiếu của ba mô hình.
setting-confidence-threshold = Sàn: xác suất đã hiệu chỉnh thấp hơn mức này thì không nói tín hiệu nào. Sàn có thể tự nâng, không bao giờ hạ xuống dưới mức này.
setting-min-accuracy = Mô hình đúng ít hơn mức này, ở bậc mà nó định lên tiếng, thì phải im lặng.
setting-min-weight = Trọng số (0 đến 100) tối thiểu để một tín hiệu được vào lệnh: một số cho tất cả, hoặc theo khung như 15m:70,1h:65.
setting-stop-loss = Cắt lỗ nằm dưới giá vào chừng này: 0.02 là 2%.
setting-take-profit = Chốt lời nằm trên giá vào chừng này; 0 là tắt.
setting-trailing-stop = Cắt lỗ kéo theo, cách giá tốt nhất chừng này; 0 là tắt.
setting-time-limit = Đóng vị thế sau chừng này nến; 0 là khi hết tầm dự đoán.
setting-fee = Phí mỗi lần khớp: 0.001 là 0,1%.
setting-slippage = Lệnh thị trường được coi là khớp xấu hơn giá nhìn thấy chừng này.
setting-position-size = Phần vốn bỏ vào một vị thế, trước khi nhân hệ số.
setting-max-exposure = Phần vốn lớn nhất được nằm trong các vị thế đang mở.
setting-max-positions = Số vị thế mở cùng lúc, nhiều nhất.
setting-max-correlation = Không vào lệnh ở mã đi cùng nhịp với một vị thế đang mở chặt hơn mức này.
setting-volatility-target = Cỡ lệnh nhỏ lại khi một nến thường đi xa hơn mức này; 0 là tắt.
setting-cooldown = Số nến phải nghỉ ở một mã sau khi thoát.
setting-max-signals-per-minute = Số tín hiệu nói ra trong một phút, nhiều nhất.
setting-daily-loss-limit = Lỗ hết phần này của vốn đầu ngày thì hôm đó không vào lệnh nữa; 0 là tắt.
setting-equity-breaker = Không vào lệnh khi vốn thấp hơn đỉnh chừng này; 0 là tắt.
setting-allow-shorts = Tín hiệu BÁN có được mở vị thế hay không: true hoặc false.

## Máy và dữ liệu

setting-device = Mạng nơ-ron sẽ chạy ở đâu: auto, cpu hoặc cuda. Ba mô hình hiện nay luôn chạy trên CPU.
setting-precision = fp16 chỉ có trên CUDA. Chưa có gì dùng tới.
setting-batch = Số dòng trong một lần gọi mạng nơ-ron. Chưa có gì dùng tới.
setting-data-dir = Thư mục của cơ sở dữ liệu, nhật ký, bản sao lưu, khóa và cổng nối. Mỗi thư mục chỉ một bộ máy được chạy.
setting-models-dir = Thư mục của các mô hình đã huấn luyện.
setting-database-url = Bí mật. Địa chỉ kiểu SQLAlchemy; để trống là tệp SQLite trading_logs.db trong DATA_DIR.
setting-pg-dsn = Bí mật. PostgreSQL, viết thành địa chỉ hoặc chuỗi libpq (host=... user=...).
setting-keep-days = Giữ các dòng bao nhiêu ngày, theo bảng: events:90,equity:365,candle_cache:0,tape:0; 0 là giữ hết. Sổ sách, bảng điểm và nhật ký kiểm toán luôn được giữ.
setting-log-level = Nhật ký kể nhiều hay ít: DEBUG, INFO, WARNING hoặc ERROR.

## Người dùng

setting-app-lang = Ngôn ngữ của chương trình: vi hoặc en.
setting-number-style = Cách viết số, tách riêng với ngôn ngữ: vi (1.234,5) hoặc en (1,234.5).
setting-timezone = Múi giờ của đồng hồ trên màn hình và trong tin nhắn.
setting-usd-vnd = Tỷ giá để quy ra đồng: off, một con số, hoặc auto: mỗi ngày hỏi một bảng tỷ giá công khai vài lần (chỉ khi MARKET=exchange).
setting-usd-vnd-url = Bảng tỷ giá công khai mà USD_VND=auto hỏi.

## Discord

setting-discord-bot-token = Bí mật. Mã của bot Discord; không có thì không có Discord.
setting-bot-token = Bí mật. Tên cũ của DISCORD_BOT_TOKEN, chỉ đọc khi cái kia để trống.
setting-discord-guilds = Mã số các máy chủ được phục vụ; để trống là không nhận ai.
setting-discord-owners = Mã số của các chủ sở hữu.
setting-discord-operators = Mã số của những người vận hành.
setting-discord-viewers = Mã số của những người xem.
setting-discord-proxy = Proxy trên đường tới Discord.
setting-discord-api-url = Địa chỉ REST khác của Discord.
setting-discord-gateway-url = Địa chỉ cổng sự kiện khác của Discord.

## Telegram

setting-telegram-bot-token = Bí mật. Mã của bot Telegram; không có thì không có Telegram.
setting-telegram-chats = Mã số các cuộc chat được phục vụ; để trống là không nhận ai.
setting-telegram-owners = Mã số của các chủ sở hữu.
setting-telegram-operators = Mã số của những người vận hành.
setting-telegram-viewers = Mã số của những người xem.
setting-telegram-proxy = Proxy trên đường tới Telegram.
setting-telegram-api-url = Địa chỉ khác của Bot API.

## Để dành

setting-kafka-bootstrap-servers = Đã nhận, chưa có gì dùng tới.
setting-kafka-brokers = Đã nhận, chưa có gì dùng tới.
setting-api-host = Đã nhận, chưa có gì dùng tới.
setting-api-port = Đã nhận, chưa có gì dùng tới.
setting-api-token = Bí mật. Đã nhận, chưa có gì dùng tới.
