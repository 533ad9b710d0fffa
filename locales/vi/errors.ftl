### Chuyện gì hỏng, cái gì còn nguyên, làm gì tiếp. Lỗi riêng của phòng nào nằm trong tệp của phòng đó.

## Điều người dùng gõ

err-symbol-invalid = "{ $symbol }" không phải là cặp giao dịch. Chưa có gì thay đổi. Hãy viết như BTC, BTCUSDT hoặc BTC/USDT.
err-symbol-not-watched = { $symbol } chưa được theo dõi nên chưa có gì để xem. Danh sách theo dõi giữ nguyên. Thêm bằng: symbols add { $symbol }
err-timeframe-unknown = "{ $timeframe }" không phải là khung nến. Chưa có gì thay đổi. Hãy chọn một trong: { $known }.
err-number-invalid = "{ $value }" không phải là số. Chưa có gì thay đổi. Hãy viết chữ số với nhiều nhất một dấu chấm, như 1250.5, hoặc dùng k, tr, tỷ, %.
err-number-ambiguous = "{ $value }" chưa viết theo dạng nhận được, mà tiền thì không đoán. Chưa có gì thay đổi. Hãy viết lại, có phải là: { $suggestions }
err-number-percent = "{ $value }" là phần trăm, còn chỗ này cần số thường. Chưa có gì thay đổi. Hãy viết lại không có %.
err-language-unknown = Chưa biết nói tiếng "{ $value }". Ngôn ngữ của bạn giữ nguyên. Hãy chọn một trong: { $known }.
err-zone-unknown = Không biết múi giờ "{ $value }". Múi giờ của bạn giữ nguyên. Hãy viết tên như Asia/Ho_Chi_Minh.
err-command-unknown = Không có câu lệnh "{ $name }". Chưa làm gì cả. Gõ trogiup để xem tất cả.
err-command-unknown-near = Không có câu lệnh "{ $name }". Chưa làm gì cả. Có phải bạn muốn { $suggestion }?
err-parameter-missing = Còn thiếu "{ $name }". Chưa làm gì cả. Hãy thêm vào rồi gửi lại.
err-parameter-invalid = "{ $value }" không hợp với { $name }. Chưa làm gì cả. Cần: { $expected }.
err-parameter-extra = Thừa "{ $value }". Chưa làm gì cả. Hãy bỏ nó đi, hoặc xem cách viết trong trogiup.

## Ai được làm gì

err-refused-role = { $role ->
    [viewer] Việc này cần quyền { role-viewer }. Chưa làm gì cả. Hãy nhờ chủ thêm bạn vào danh sách người xem.
    [operator] Việc này cần quyền { role-operator }. Chưa làm gì cả. Hãy nhờ chủ cấp quyền vận hành cho bạn.
   *[owner] Chỉ { role-owner } mới được làm việc này. Chưa làm gì cả. Hãy nhờ chủ làm giúp.
}
err-confirm-needed = { $action } làm thay đổi hệ thống nên phải xác nhận trước. Chưa làm gì cả. Hãy xác nhận, hoặc thêm --yes trên dòng lệnh.
err-confirm-expired = Đã hết giờ xác nhận. Chưa làm gì cả. Hãy gửi lại câu lệnh và xác nhận trong 60 giây.

## Máy

err-unexpected = Có lỗi ngoài dự tính ({ $incident }). Những gì đã ghi vẫn an toàn. Hãy tìm { $incident } trong nhật ký; nếu còn gặp lại, chạy: python -m engine doctor
err-not-built-yet = "{ $name }" chưa được làm. Chưa có gì thay đổi. Phiên bản sau sẽ có.
err-folder-in-use = Một máy khác (tiến trình { NUMBER($pid, useGrouping: 0) }) đang chạy trên thư mục dữ liệu { $path }. Không mở thêm gì, máy kia vẫn chạy tiếp. Hãy mở bảng điều khiển để nối vào máy đó, hoặc dừng nó trước.
err-no-engine = Chưa có máy nào chạy trên thư mục dữ liệu này. Chưa làm gì cả. Hãy mở run_tui.py hoặc run_bot.py rồi thử lại.
err-live-not-built = Giao dịch tiền thật chưa được làm. Máy không chạy, không lệnh nào được gửi. Hãy đặt MODE=paper.
err-live-consent = MODE=live là tiền thật nên cần bạn đồng ý rõ ràng. Máy không chạy, không lệnh nào được gửi. Hãy thêm LIVE_TRADING=I-UNDERSTAND vào .env, hoặc đặt MODE=paper.

## Dự đoán và mô hình

err-no-forecast-yet = Chưa có dự đoán cho { $symbol }: mới có { $have }/{ $need } nến đã đóng. Nến vẫn được giữ và đếm tiếp; hãy hỏi lại sau khi nến tới đóng.
err-no-models = Chưa có mô hình nào được huấn luyện nên chưa dự đoán được. Giá, vị thế và các mức thoát vẫn chạy. Huấn luyện bằng: python -m engine train, hoặc chép mô hình từ máy khác bằng: python -m engine models import FILE
err-train-extra-missing = Thiếu gói phần mềm để huấn luyện. Mô hình đang có vẫn dùng được. Cài thêm bằng: pip install -e ".[train]"

## Cài đặt

err-env-missing = Không có tệp cài đặt { $path }. Máy chưa chạy. Hãy xem lại đường dẫn, hoặc chép .env.example sang đó.
err-env-broken = Dòng { $line } của { $path } không đọc được. Máy chưa chạy, tệp giữ nguyên. Hãy viết theo dạng TÊN=giá trị, dấu nháy phải đủ cặp.
err-env-encoding = { $path } không phải văn bản UTF-8. Máy chưa chạy, tệp giữ nguyên. Hãy lưu lại tệp bằng UTF-8.
err-setting-unknown = Không có cài đặt { $name } ({ $path }). Máy chưa chạy. Hãy xóa dòng đó, hoặc xem tên đúng trong .env.example.
err-setting-unknown-near = Không có cài đặt { $name } ({ $path }). Máy chưa chạy. Có phải bạn muốn { $suggestion }?
err-setting-invalid = Giá trị của { $name } không dùng được. Máy chưa chạy. Cần: { $expected }. Xem .env.example.

## Tệp

err-file-missing = Không có tệp { $path }. Chưa có gì thay đổi. Hãy xem lại đường dẫn.
err-file-unreadable = Không đọc được tệp { $path }. Tệp giữ nguyên. Hãy kiểm tra quyền và định dạng rồi thử lại.
err-disk-full = Ổ đĩa chứa { $path } đã đầy. Những gì đã ghi vẫn an toàn, không gửi thêm lệnh nào. Hãy dọn bớt chỗ trống rồi thử lại.
