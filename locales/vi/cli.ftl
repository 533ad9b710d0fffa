### Dòng lệnh: trợ giúp, câu hỏi lại, tiến độ, và lời của bộ máy khi chạy không màn hình.

## Trợ giúp

cli-description = Hộp đồ nghề của Hải Đăng. Dữ liệu ra stdout, mọi lời khác ra stderr.
cli-verb = VIỆC
cli-verbs = Những việc làm được (mỗi việc có --help riêng)
cli-options = Tùy chọn
cli-arguments = Đối số
cli-usage = Cách dùng:{" "}
cli-bot-description = Bộ máy không màn hình, cùng các bot: dành cho máy chủ chạy nhiều tháng liền.
cli-tui-description = Bảng điều khiển: nối vào bộ máy đang chạy trên thư mục dữ liệu này, hoặc tự mở một bộ máy.
cli-verb-call = Bất kỳ câu lệnh nào, nhờ bộ máy đang chạy hoặc tự làm
cli-verb-fetch = Tải lịch sử vào kho; dừng đâu chạy tiếp đó
cli-verb-train = Huấn luyện mô hình trên nến đã lưu
cli-verb-models = Xem danh sách, chi tiết và quay lại mô hình cũ
cli-verb-predict = Dự đoán cho một cặp
cli-verb-explain = Vì sao có quyết định đó, kèm hình
cli-verb-backtest = Chạy bộ luật trên dữ liệu quá khứ
cli-verb-prove = Chứng minh trên thị trường dựng sẵn rằng nhà này nói thật
cli-verb-db = Hỏi cơ sở dữ liệu, xuất bảng, và kiểm tra mọi thứ có khớp không
cli-verb-doctor = Khám toàn bộ cài đặt và chỉ cách sửa
cli-verb-backup = Ghi một bản sao của sổ sách, đã kiểm tra
cli-verb-restore = Lấy lại sổ sách từ bản sao
cli-help-help = hiện trợ giúp này rồi thoát
cli-help-command = câu lệnh và các đối số, như: gia BTC
cli-help-json = in JSON cho chương trình khác đọc
cli-help-yes = đồng ý trước những gì sẽ bị hỏi lại
cli-help-readonly = chỉ xem: dùng quyền người xem
cli-help-market = giá lấy từ đâu
cli-help-file = tệp nến để phát lại (CSV, Parquet, Feather)
cli-help-from = đầu đoạn phát lại, như 2024-01-31
cli-help-to = cuối đoạn phát lại
cli-help-speed = nhanh gấp bao nhiêu lần thời gian thật
cli-help-seed = số gieo của thị trường DEMO
cli-help-lang = ngôn ngữ của mọi lời nói ra
cli-help-env = tệp cài đặt thay cho .env

## Đang làm

cli-interrupted = Đã ngắt. Những gì đã ghi vẫn được giữ.
cli-confirm = { $action }: { $what } Làm tiếp? [c/K]

## Chạy không màn hình

bot-no-token = Chưa đặt token cho bot nào nên không có phòng chat. Bộ máy chạy một mình; xem bằng run_tui.py.
bot-not-built = Đã đặt token, nhưng các bot phải đợi phiên bản sau. Bộ máy chạy một mình; xem bằng run_tui.py.

## Lỗi

err-usage = { $detail } Chưa làm gì cả. Xem: { $program } --help
err-system = Hệ điều hành từ chối: { $detail } ({ $path }). Những gì đã ghi vẫn an toàn. Hãy kiểm tra đường dẫn và quyền rồi thử lại.
err-not-confirmed = Chưa được xác nhận. Chưa làm gì cả. Hãy gửi lại câu lệnh rồi trả lời c, hoặc thêm --yes.
