### Dòng lệnh: trợ giúp, câu hỏi lại, tiến độ, và lời của bộ máy khi chạy không màn hình.

## Trợ giúp

cli-description = Hộp đồ nghề của Hải Đăng. Dữ liệu ra stdout, mọi lời khác ra stderr.
cli-verb = VIỆC
cli-verbs = Những việc làm được (mỗi việc có --help riêng)
cli-options = Tùy chọn
cli-arguments = Tham số
cli-bot-description = Bộ máy không màn hình, cùng các bot: dành cho máy chủ chạy nhiều tháng liền.
cli-tui-description = Bảng điều khiển: nối vào bộ máy đang chạy trên thư mục dữ liệu này, hoặc tự mở một bộ máy.
cli-verb-call = Bất kỳ câu lệnh nào, nhờ bộ máy đang chạy hoặc tự làm
cli-verb-fetch = Tải lịch sử vào kho; dừng đâu chạy tiếp đó
cli-verb-train = Huấn luyện mô hình trên nến đã lưu
cli-verb-models = Xem danh sách, chi tiết và quay lại mô hình cũ
cli-verb-predict = Dự đoán cho một cặp
cli-verb-explain = Vì sao có quyết định đó, kèm hình
cli-verb-backtest = Chạy bộ quy tắc trên dữ liệu quá khứ
cli-verb-prove = Chứng minh trên thị trường dựng sẵn rằng các con số báo ra là thật
cli-verb-db = Hỏi cơ sở dữ liệu, xuất bảng, và kiểm tra mọi thứ có khớp không
cli-verb-doctor = Khám toàn bộ cài đặt và chỉ cách sửa
cli-verb-backup = Ghi một bản sao của sổ sách, đã kiểm tra
cli-verb-restore = Lấy lại sổ sách từ bản sao
cli-help-help = hiện trợ giúp này rồi thoát
cli-help-command = câu lệnh và các tham số, như: gia BTC
cli-command-word = CÂU_LỆNH
cli-help-json = in JSON cho chương trình khác đọc
cli-help-yes = đồng ý trước những gì sẽ bị hỏi lại
cli-help-readonly = chỉ xem: dùng quyền người xem
cli-help-market = giá lấy từ đâu
cli-help-file = tệp nến để phát lại (CSV, Parquet, Feather)
cli-help-from = đầu đoạn phát lại, như 2024-01-31 (giờ UTC); với --playback là giờ của bạn
cli-help-to = cuối đoạn phát lại
cli-help-speed = nhanh gấp bao nhiêu lần thời gian thật
cli-help-seed = số gieo của thị trường DEMO
cli-help-lang = ngôn ngữ của mọi lời nói ra
cli-help-env = tệp cài đặt thay cho .env

## Đang làm

cli-interrupted = Đã ngắt. Những gì đã ghi vẫn được giữ.
cli-confirm = { $action }: { $what } Làm tiếp? [c/K]

## Chạy không màn hình


## Lỗi

err-usage = { $detail } Chưa làm gì cả. Xem: { $program } --help
err-system = Hệ điều hành từ chối: { $detail } ({ $path }). Những gì đã ghi vẫn an toàn. Hãy kiểm tra đường dẫn và quyền rồi thử lại.
err-not-confirmed = Chưa được xác nhận. Chưa làm gì cả. Hãy gửi lại câu lệnh rồi trả lời c, hoặc thêm --yes.

## Câu trả lời: các cụm từ

cli-pong = Pong! { $latency }
cli-no-price = chưa có giá mới
cli-no-record = chưa có thành tích
cli-no-record-yet = chưa có
cli-open = chờ kết quả
cli-training = Đang huấn luyện { $done }/{ $total }: { $symbol }, { $percent }
cli-high-low = cao { $high } · thấp { $low }
cli-volume = KL { $volume }
cli-lean-spoken = { $horizon }: tín hiệu { $lean }
cli-lean-silent = { $horizon }: nghiêng { $lean }, chưa thành tín hiệu
cli-forecast-title = { $symbol } · dự đoán { $horizon }
cli-forecast-spoken = { $lean }   sàn { $floor }  →  TÍN HIỆU { $advice }
cli-forecast-silent = Nghiêng { $lean }, sàn { $floor }.
cli-stay-out = Đứng ngoài. { $why }
cli-traded-why = Vào lệnh. { $why }
cli-not-traded-why = Không vào lệnh. { $why }
cli-silent-for = Im lặng { $count } nến gần nhất.
cli-no-signal-yet = Chưa từng nói tín hiệu nào.
cli-last-signal = Tín hiệu cuối: { $at }, { $lean }, { $outcome }.
cli-exits = Thoát
cli-votes = Phiếu
cli-edge = Lợi thế kỳ vọng
cli-record = Thành tích ở bậc này
cli-break-even = hòa vốn { $share }
cli-of-hundred = { $value }/100
cli-multiplier = nhân vị thế { $times }
cli-part-confidence = tin cậy
cli-part-technical = kỹ thuật
cli-part-conditions = điều kiện
cli-part-agreement = đồng thuận
cli-part-risk = rủi ro
cli-model-forest = Rừng ngẫu nhiên
cli-model-svm = SVM
cli-model-logistic = Hồi quy
cli-model-origin = mô hình { $version }, huấn luyện { $age } trước
cli-model-tested = khi vượt sàn thì đúng { $share } lúc kiểm tra
cli-unsettled = chỉ báo chưa ổn định
cli-data-age = giá { $age }
cli-decision = quyết định { $id }
cli-exposure = Đang dùng { $share } vốn
cli-limited = { $used } trên { $limit }
cli-off = không giới hạn
cli-since = từ { $at }
cli-seen-counts = { $candles } nến, { $decisions } quyết định
cli-forecast-counts = đã dự đoán { $made }, đã nói { $spoken }, đã chấm { $scored }
cli-scoreboard-total = Mọi tín hiệu: { $share }
cli-chain-head = Đầu chuỗi: { $head }
cli-chain-whole = Chuỗi băm còn nguyên vẹn.
cli-chain-broken = CHUỖI BĂM BỊ ĐỨT: có dòng đã bị sửa hoặc bỏ mất. Hãy chạy: python -m engine db check
cli-flattened = Đóng tất cả
cli-verified = Đã kiểm tra lại: không còn gì đang mở.
cli-not-verified = ĐÃ KIỂM TRA LẠI: VẪN CÒN vị thế đang mở. Xem: vithe
cli-canceled = Số lệnh chờ đã hủy: { $count }
cli-closed-ok = đã đóng ✓
cli-closed-failed = LỖI: { $why }
cli-backup-made =
    Đã ghi bản sao lưu: { $path } ({ $size })
    Mã băm SHA-256 { $sha256 }
cli-all-pairs = mọi mã
cli-until-lifted = đến khi có người mở
cli-later = phiên bản sau
cli-later-long = Câu lệnh này phải đợi phiên bản sau.
cli-commands = Các câu lệnh; < > là bắt buộc, [ ] có thể bỏ:
cli-commands-more = Xem đầy đủ một câu: trogiup CÂU_LỆNH

## Câu trả lời: tiêu đề

cli-movers = Biến động 24 giờ
cli-gainers = Tăng
cli-losers = Giảm
cli-signals = Tín hiệu
cli-orders = Lệnh
cli-trades = Giao dịch đã đóng
cli-balance = Ví
cli-risk = Rủi ro
cli-locks = Đang khóa vào lệnh
cli-profit-day = Lãi lỗ theo ngày
cli-profit-week = Lãi lỗ theo tuần
cli-profit-month = Lãi lỗ theo tháng
cli-performance-symbol = Kết quả theo mã
cli-performance-tier = Kết quả theo bậc khuyến nghị
cli-performance-exit = Kết quả theo cách thoát
cli-stats = Toàn bộ thành tích
cli-scoreboard = Bảng điểm
cli-models = Mô hình đang dùng
cli-status = Trạng thái
cli-health-ok = Mọi thứ đều ổn
cli-health-bad = Có chỗ trục trặc
cli-symbols = Các cặp đang theo dõi

## Câu trả lời: chưa có gì

cli-empty-movers = Chưa có giá 24 giờ.
cli-empty-signals = Chưa nói tín hiệu nào. Im lặng cũng là câu trả lời.
cli-empty-orders = Chưa có lệnh nào.
cli-empty-trades = Chưa có giao dịch nào đã đóng.
cli-empty-scoreboard = Chưa nói tín hiệu nào nên chưa có gì để chấm.
cli-empty-locks = Không có gì bị khóa.
cli-empty-models = Chưa có mô hình nào. Huấn luyện bằng: python -m engine train
cli-empty-logs = Nhật ký còn trống.
cli-empty-symbols = Chưa theo dõi cặp nào. Thêm một cặp: ma add BTC
cli-empty-audit = Chưa ai yêu cầu gì.

## Câu trả lời: đầu cột và tên gọi

cli-time = Lúc
cli-tier = Khuyến nghị
cli-traded = Vào lệnh
cli-outcome = Kết cục
cli-value = Giá trị
cli-opened = Mở lúc
cli-closed = Đóng lúc
cli-leg = Loại
cli-filled = Đã khớp
cli-state = Trạng thái
cli-id = Mã số
cli-exit = Giá ra
cli-exit-reason = Cách thoát
cli-fee = Phí
cli-fees = Phí
cli-cash = Tiền mặt
cli-in-positions = Trong vị thế
cli-start-cash = Ban đầu
cli-drawdown = Sụt giảm hiện tại
cli-exposure-name = Vốn đang dùng
cli-day-loss = Lỗ hôm nay
cli-until = Đến
cli-from = Từ
cli-trade-count = Giao dịch
cli-wins = Thắng
cli-group = Nhóm
cli-mean = Trung bình
cli-win-rate = Tỷ lệ thắng
cli-forecasts = Dự đoán
cli-hit-rate = Đã nói và đúng
cli-profit-factor = Tổng lãi / tổng lỗ
cli-best-worst = Tốt nhất / tệ nhất
cli-holding = Giữ trung bình
cli-max-drawdown = Sụt giảm lớn nhất
cli-band = Bậc
cli-actual = Về sau
cli-timeframe = Khung nến
cli-horizon = Tầm dự đoán
cli-version = Phiên bản
cli-age = Tuổi
cli-accuracy = Độ đúng
cli-band-accuracy = Đúng khi vượt sàn
cli-log-loss = Log loss
cli-calibration = Sai số hiệu chỉnh
cli-samples = Số mẫu
cli-market = Thị trường
cli-data = Giá mới nhất
cli-clock = Giờ thị trường
cli-watched = Theo dõi
cli-strategy = Chiến lược
cli-seen = Đã thấy
cli-last-candle = Nến cuối
cli-uptime = Đã chạy
cli-ready = Sẵn sàng
cli-memory = Bộ nhớ
cli-decision-time = Ra quyết định p50 / p99
cli-candles = Số nến
cli-model = Mô hình
cli-setting = Cài đặt
cli-origin = Nguồn
cli-name = Tên
cli-surface = Nơi dùng
cli-role = Quyền
cli-language = Ngôn ngữ
cli-database = Cơ sở dữ liệu
cli-command = Câu lệnh
cli-result = Kết quả
cli-usage-name = Cách dùng
cli-names = Tên khác
cli-danger = Mức nguy hiểm
cli-mark-ok = tốt
cli-mark-fault = HỎNG
cli-room-market = Thị trường
cli-room-store = Cơ sở dữ liệu
cli-room-models = Mô hình
cli-room-engine = Bộ máy
cli-symbol-watched = đang theo dõi
cli-symbol-blocked = bị chặn
cli-lock-blocked = có người chặn
cli-rate-settings = tỷ giá ghi trong USD_VND
cli-rate-unknown = tỷ giá không rõ nguồn
cli-origin-default = mặc định
cli-origin-file = tệp .env
cli-origin-environment = biến môi trường
cli-origin-command-line = dòng lệnh
cli-result-done = đã làm
cli-result-refused = bị từ chối
cli-result-invalidinput = nhập sai
cli-result-operational = thất bại
cli-result-temporary = thất bại, có thể tự hết
cli-result-ambiguous = chưa rõ kết quả
cli-result-checkfailed = kiểm tra không đạt
cli-result-error = lỗi

## Những điều gõ chưa đúng

cli-wrong-required = Còn thiếu: { $names }.
cli-wrong-extra = Không hiểu: { $value }.
cli-wrong-choice = Ở đây không có "{ $value }". Hãy chọn một trong: { $known }.
cli-wrong-empty = { $name } cần một giá trị.
cli-wrong-value = "{ $value }" không hợp với { $name }.
cli-wrong-both = { $name } và { $other } không đi cùng nhau.

## Các việc: trợ giúp

cli-act = VIỆC
cli-table = BẢNG
cli-symbol-word = MÃ
cli-db-query = Hỏi bằng SQL; chỉ đọc
cli-db-export = Ghi cả một bảng ra CSV hoặc JSON
cli-db-check = Kiểm tra tệp, sổ sách, chuỗi băm và nến
cli-help-sql = một câu, như "SELECT symbol, pnl FROM trades"
cli-help-csv = in dạng CSV
cli-help-table = tên bảng
cli-help-out = ghi vào tệp mới này thay vì stdout
cli-help-backup-out = thư mục để bản sao (không ghi thì DATA_DIR/backups)
cli-help-market-data = dự đoán trên nến của riêng bạn; phải đợi phiên bản sau
cli-help-models-act = xem danh sách, chi tiết, hoặc quay lại bản cũ; việc khác đợi phiên bản sau
cli-help-models-version = phiên bản muốn quay về (không ghi thì bản ngay trước)
cli-help-symbols = các mã như BTC ETH (không ghi thì lấy trong SYMBOLS)
cli-help-days = lùi lại bấy nhiêu ngày tính từ bây giờ
cli-help-fetch-from = thời điểm đầu, như 2024-01-31 hoặc 2024-01-31T12:00Z
cli-help-fetch-to = thời điểm cuối (không ghi thì là bây giờ)
cli-help-train-symbols = các mã cần huấn luyện lại (không ghi thì những mã đến hạn)
cli-help-train-all = huấn luyện lại mọi mã, đến hạn hay chưa

## Các việc: lời nói ra

cli-rows = Số dòng: { $count }
cli-exported = { $table }: đã ghi { $count } dòng vào { $target }.
cli-check-good = Mọi thứ đều khớp.
cli-check-bad = Số chỗ không khớp: { $count }. Hãy giữ nguyên tệp, và nếu đụng tới sổ sách thì khôi phục bản sao lưu tốt gần nhất.
cli-restored = Đã khôi phục { $file }, ghi lúc { $at }; số dòng: { $count }.
cli-restored-aside = Bản trước đó được giữ ở: { $aside }
cli-model-whole = Mọi tệp đều khớp mã băm.
cli-source = Thị trường
cli-trained = Huấn luyện lúc
cli-trained-one = { $symbol }: đã huấn luyện xong mô hình { $version } trong { $span }, đúng { $share } khi kiểm tra, đang dùng.
cli-trained-not = { $symbol }: không huấn luyện được. { $why }
cli-train-nothing = Chưa có gì đến hạn: mã nào cũng có mô hình còn mới. Ghi rõ mã, hoặc thêm --all, để vẫn huấn luyện.
cli-rate-candles = { $rate } nến/giây
cli-fetch-nothing = { $name }: đã có đủ.
cli-fetch-done = { $name }: thêm { $stored } nến mới trong { $asked } nến còn thiếu.
cli-fetch-refused = { $name }: { $count } nến không hợp lệ đã bị loại.
cli-fetch-absent = { $name }: { $count } nến chính thị trường cũng không có.
cli-fetch-interrupted = Đã ngắt; { $count } nến mới đã được lưu. Chạy lại đúng câu này là đi tiếp.
err-no-candles-stored = Chưa lưu nến { $timeframe } nào của { $names } ({ $source }). Chưa huấn luyện gì. Hãy tải trước: python -m engine fetch { $names }
err-no-model-of = Chưa có mô hình nào cho { $symbol } ({ $source }). Chưa có gì thay đổi. Huấn luyện bằng: python -m engine train { $symbol }
err-out-exists = Tệp { $path } đã có sẵn. Tệp giữ nguyên. Hãy chọn tên khác.

## Khám máy

cli-mark-warning = xem lại
cli-room-python = Bản Python
cli-room-packages = Gói phần mềm
cli-room-training = Huấn luyện
cli-room-terminal = Màn hình lệnh
cli-room-settings = Cài đặt
cli-room-folder = Thư mục dữ liệu
cli-room-clock = Đồng hồ
cli-doctor-python = phiên bản { $found }.
cli-doctor-python-old = phiên bản { $found } quá cũ. Hãy cài Python 3.11 trở lên.
cli-doctor-packages = đủ cả { $count } gói.
cli-doctor-packages-missing = chưa cài: { $names }. Hãy chạy: make run
cli-doctor-train = đã có đủ gói để huấn luyện.
cli-doctor-train-missing = chưa cài: { $names }. Máy này dùng được mô hình nhưng chưa huấn luyện được. Hãy chạy: pip install -e ".[train]"
cli-doctor-terminal = { $found }, dùng UTF-8.
cli-doctor-terminal-encoding = đang viết bằng { $found } thay vì UTF-8; tiếng Việt sẽ vỡ chữ. Hãy đặt LANG=C.UTF-8
cli-doctor-terminal-dumb = TERM là { $found }; ở đây không vẽ được bảng điều khiển. Hãy đặt TERM=xterm-256color
cli-doctor-settings = đã đọc; thị trường { $market }, chế độ { $mode }, bạn đã tự đặt: { $count }.
cli-doctor-env-open = { $path } có thông tin bí mật mà người khác đọc được. Hãy chạy: chmod 600 { $path }
cli-doctor-folder-new = { $path } chưa có; lần chạy đầu sẽ tạo.
cli-doctor-folder-closed = không ghi được vào { $path }. Hãy kiểm tra chủ sở hữu và quyền, hoặc đặt DATA_DIR.
cli-doctor-room = { $path } còn trống { $free }.
cli-doctor-room-little = { $path } chỉ còn { $free }. Hãy dọn chỗ; đầy ổ đĩa thì không vào lệnh được nữa.
cli-doctor-engine-running = có bộ máy đang chạy trên thư mục này và trả lời tốt.
cli-doctor-engine-none = không có bộ máy nào chạy trên thư mục này.
cli-doctor-engine-mute = tiến trình { $pid } giữ thư mục mà không trả lời. Hãy đợi một lát; nếu vẫn vậy, kết thúc nó rồi chạy lại.
cli-doctor-store = { $place } mở được, phiên bản { $version }.
cli-doctor-store-bad = số chỗ không khớp: { $count }. Xem tất cả: python -m engine db check
cli-doctor-models = { $count } phiên bản trong { $path } khớp mã băm.
cli-doctor-models-missing = chưa có mô hình cho { $names } ({ $source }). Huấn luyện bằng: python -m engine train
cli-doctor-market = { $exchange } trả lời trong { $latency }.
cli-doctor-market-off = { $market } không cần mạng. Muốn thử sàn: --market exchange
cli-doctor-clock = khớp với sàn ({ $seconds } giây).
cli-doctor-clock-off = lệch { $seconds } giây so với sàn. Hãy bật đồng bộ giờ (NTP).
cli-doctor-well = Mọi thứ đều ổn.
cli-doctor-end = Hỏng: { $faults }, nên xem lại: { $warnings }.

cli-db-replay = quyết định lại lần chạy đã ghi và so hai sổ cái
cli-help-recording = cơ sở dữ liệu khác để phát lại
cli-replaying = Đang quyết định lại lần chạy đã ghi vào một sổ nháp…
cli-replay-recorded = Sổ cái đã ghi
cli-replay-retraced = Sổ cái chạy lại
cli-replay-equal = Giống hệt nhau: { $candles } nến, { $decisions } quyết định, { $different } chỗ khác.
cli-replay-different = KHÁC NHAU: { $candles } nến, { $decisions } quyết định, { $different } quyết định khác.
cli-closed-waiting = đang chờ giá kế tiếp
cli-help-playback = xem lại phần đã ghi trong thư mục dữ liệu (từ --from đến --to, như 2026-11-20T08:00, theo múi giờ TIMEZONE nếu không ghi múi giờ), không ghi gì
