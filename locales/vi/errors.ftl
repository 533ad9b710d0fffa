### Chuyện gì hỏng, cái gì còn nguyên, làm gì tiếp. Lỗi riêng của phòng nào nằm trong tệp của phòng đó.

## Điều người dùng gõ

err-command-empty = Chưa thấy câu lệnh nào. Chưa làm gì cả. Gõ trogiup để xem tất cả.
err-symbol-invalid = "{ $symbol }" không phải là cặp giao dịch. Chưa có gì thay đổi. Hãy viết như BTC, BTCUSDT hoặc BTC/USDT.
err-symbol-not-watched = { $symbol } chưa được theo dõi nên chưa có gì để xem. Danh sách theo dõi giữ nguyên. Đang theo dõi: { $known }. Thêm bằng: mã thêm { $symbol }
err-timeframe-unknown = "{ $timeframe }" không phải là khung nến. Chưa có gì thay đổi. Hãy chọn một trong: { $known }.
err-number-invalid = "{ $value }" không phải là số. Chưa có gì thay đổi. Hãy viết chữ số với nhiều nhất một dấu chấm, như 1250.5, hoặc dùng k, tr, tỷ, %.
err-number-ambiguous = "{ $value }" chưa viết theo dạng nhận được, mà tiền thì không đoán. Chưa có gì thay đổi. Hãy viết lại, có phải là: { $suggestions }
err-number-percent = "{ $value }" là phần trăm, còn chỗ này cần số thường. Chưa có gì thay đổi. Hãy viết lại không có %.
err-command-unknown = Không có câu lệnh "{ $name }". Chưa làm gì cả. Gõ trogiup để xem tất cả.
err-command-unknown-near = Không có câu lệnh "{ $name }". Chưa làm gì cả. Có phải bạn muốn { $suggestion }?
err-parameter-missing = Còn thiếu "{ $name }". Chưa làm gì cả. Hãy thêm vào rồi gửi lại.
err-parameter-invalid = "{ $value }" không hợp với "{ $name }". Chưa làm gì cả. Cần: { $expected }.
err-parameter-extra = Thừa "{ $value }". Chưa làm gì cả. Hãy bỏ nó đi, hoặc xem cách viết trong trogiup.

## Ai được làm gì

err-refused-role =
    Câu lệnh { $command } cần quyền { $role ->
        [public] { role-public }
        [viewer] { role-viewer }
        [operator] { role-operator }
       *[owner] { role-owner }
    }; quyền của bạn là { $yours ->
        [public] { role-public }
        [viewer] { role-viewer }
        [operator] { role-operator }
       *[owner] { role-owner }
    }. Chưa làm gì cả. Nếu bạn cần quyền này, hãy hỏi chủ sở hữu.
err-confirm-needed = Chưa làm gì cả. Hãy xác nhận { $left } lần (hoặc thêm --yes trên dòng lệnh) để thực hiện: { $command } { $arguments }

## Bộ máy

err-folder-unusable = Không dùng được thư mục dữ liệu { $path }: { $detail }. Bộ máy chưa chạy. Hãy kiểm tra thư mục có tồn tại và ghi được không.
err-socket-failed = Không nối được tới bộ máy qua { $path }: { $detail }. Chưa làm gì cả. Hãy khởi động lại bộ máy, hoặc xem có bộ máy nào khác trên cùng thư mục.
err-engine-gone = Mất liên lạc với bộ máy. Những gì đã ghi vẫn an toàn; chưa rõ câu lệnh cuối đã được thực hiện hay chưa. Khi nối lại được, hãy xem trạng thái trước khi gửi lại.
err-message-broken = Bộ máy không hiểu thông điệp vừa nhận. Chưa làm gì cả. Hãy kiểm tra bảng điều khiển và bộ máy có cùng phiên bản không.
err-no-position = Không có vị thế nào đang mở ở { $symbol }. Chưa làm gì cả. Xem các vị thế bằng: vithe
err-no-price-yet = Chưa nhận được giá nào của { $symbol }. Chưa làm gì cả. Lát nữa hãy hỏi lại; nếu vẫn chưa có, xem: suckhoe
err-not-paper = Chỉ tiền giấy mới đặt lại hay nạp thêm được, mà bộ máy này đang chạy tiền thật. Sổ giữ nguyên. Hãy chạy với MODE=paper.
err-unexpected = Có lỗi ngoài dự tính ({ $incident }, { $detail }). Những gì đã ghi vẫn an toàn. Hãy tìm { $incident } trong nhật ký; nếu còn gặp lại, chạy: python -m engine doctor
err-not-built-yet = Chưa có trong bản này: { $name }. Chưa có gì thay đổi. Phiên bản sau sẽ có.
err-folder-in-use = Một bộ máy khác (tiến trình { NUMBER($pid, useGrouping: 0) }) đang chạy trên thư mục dữ liệu { $path }. Không mở thêm gì, bộ máy kia vẫn chạy tiếp. Hãy mở bảng điều khiển để nối vào bộ máy đó, hoặc dừng nó trước.
err-live-not-built = Bản này chưa có giao dịch tiền thật. Bộ máy không chạy, không lệnh nào được gửi. Hãy đặt MODE=paper.
err-live-consent = MODE=live là tiền thật: cần bạn đồng ý rõ ràng, và bản này chưa có giao dịch tiền thật. Bộ máy không chạy, không lệnh nào được gửi. Hãy đặt MODE=paper.

## Dự đoán và mô hình

err-no-forecast-yet = Chưa có dự đoán cho { $symbol }: mới có { $have }/{ $need } nến đã đóng. Nến vẫn được giữ và đếm tiếp; hãy hỏi lại sau khi nến tới đóng.
err-train-extra-missing = Thiếu gói phần mềm để huấn luyện: { $missing }. Mô hình đang có vẫn dùng được. Cài thêm bằng: pip install -e ".[train]"

## Cài đặt

err-env-missing = Không có tệp cài đặt { $path }. Bộ máy chưa chạy. Hãy xem lại đường dẫn, hoặc chép .env.example sang đó.
err-env-broken = Dòng { $line } của { $path } không đọc được. Bộ máy chưa chạy, tệp giữ nguyên. Hãy viết theo dạng TÊN=giá trị, dấu nháy phải đủ cặp.
err-env-encoding = { $path } không phải văn bản UTF-8. Bộ máy chưa chạy, tệp giữ nguyên. Hãy lưu lại tệp bằng UTF-8.
err-setting-unknown = Không có cài đặt { $name } ({ $path }). Bộ máy chưa chạy. Hãy xóa dòng đó, hoặc xem tên đúng trong .env.example.
err-setting-unknown-near = Không có cài đặt { $name } ({ $path }). Bộ máy chưa chạy. Có phải bạn muốn { $suggestion }?
err-setting-invalid = Giá trị của { $name } không dùng được. Bộ máy chưa chạy. Cần: { $expected }. Xem .env.example.

## Tệp

err-file-missing = Không có tệp { $path }. Chưa có gì thay đổi. Hãy xem lại đường dẫn.
err-export-failed = Không ghi được { $path }: { $detail }. Dữ liệu vẫn nguyên trong bộ máy; chọn thư mục khác hoặc dọn bớt chỗ rồi thử lại.
err-settings-not-kept = Không ghi được cài đặt vào { $path }: { $detail }. Lần này vẫn chạy được bằng cách đặt biến môi trường hoặc cờ dòng lệnh.
err-console-died = Bảng điều khiển gặp lỗi và đã đóng. Bộ máy và dữ liệu vẫn an toàn. Chi tiết ở { $path }; mở lại bằng: python run_tui.py
