### Hỏi lại trước khi làm việc nguy hiểm: việc gì, và hậu quả ra sao. $where là thị trường và tiền của ai.

ask-reduce = Không vào lệnh mới nữa và đóng dần các vị thế vào lúc ít tốn nhất. Đang giữ: { $held }. Ví { $where }.
ask-halt = DỪNG HẲN: bộ máy không tự vào, không tự thoát; lệnh cắt lỗ bảo vệ vẫn đặt. Đang giữ: { $held }. Ví { $where }. Muốn chạy lại phải ra lệnh tiếp tục (phím R ở bảng điều khiển).
ask-flatten = Đóng tất cả { $count } vị thế ({ $symbols }; khoảng { $value }, lãi lỗ tạm tính { $result }), hủy mọi lệnh chờ, rồi DỪNG HẲN. Ví { $where }. Muốn chạy lại phải ra lệnh tiếp tục (phím R ở bảng điều khiển).
ask-flatten-empty = Không có vị thế nào để đóng: hủy mọi lệnh chờ, rồi DỪNG HẲN. Ví { $where }. Muốn chạy lại phải ra lệnh tiếp tục (phím R ở bảng điều khiển).
ask-close = Đóng vị thế { $symbol } ở giá kế tiếp: { $position }. Ví { $where }.
ask-enter = Mua { $symbol }, số tiền { $size }, giá hiện khoảng { $price }. Ví { $where }, tiền mặt còn { $cash }. Cắt lỗ và chốt lời đặt như thường lệ.
ask-usual-size = như khi có tín hiệu
ask-cancel = Hủy các lệnh { $symbol } chưa khớp xong; lệnh cắt lỗ bảo vệ vẫn giữ. Ví { $where }.
ask-adopt = Nhận vào sổ vị thế { $symbol } tìm thấy trên sàn; từ đó bộ máy giữ nó như mọi vị thế khác. Ví { $where }.
ask-writeoff = XÓA KHỎI SỔ vị thế { $symbol }: { $position }. Trên sàn không mua bán gì; sổ ghi là đã đóng ở giá cuối cùng và không lấy lại được. Ví { $where }.
ask-unlock = Mở khóa { $scope }: bộ máy lại được vào lệnh ngay, không đợi hết giờ nghỉ. Ví { $where }.
ask-paper = Nạp thêm { $cash } vào ví { $where }, vốn đang có { $equity }.
ask-paper-reset = Bỏ ví { $where } đang có, vốn { $equity }, đang giữ { $held }, để làm lại từ đầu với { $cash }. Chỉ làm được khi không còn vị thế và lệnh chờ. Thành tích của các tín hiệu vẫn giữ.
ask-paper-cash = số tiền ghi ở PAPER_CASH
ask-retrain = Huấn luyện lại mô hình: { $scope }. Bộ máy vẫn chạy; huấn luyện xong, mô hình mới thay ngay mô hình đang dùng. { $where }.
ask-promote = Đưa ứng viên mới nhất của { $symbol } vào dùng, thay mô hình đang dùng. { $where }.
ask-rollback = Cất mô hình { $symbol } đang dùng và quay lại phiên bản trước, có hiệu lực ngay. { $where }.
ask-expire = Cho mô hình { $symbol } nghỉ: mã này im lặng cho tới khi huấn luyện xong mô hình mới. { $where }.
ask-label =
    Ghi bằng tay dự đoán { $prediction } là { $outcome ->
        [win] THẮNG
       *[loss] THUA
    }. { $where }.
ask-role =
    { $action ->
        [grant] Cấp quyền { $role } cho { $person } trên { $surface }
       *[revoke] Thu quyền đã cấp cho { $person } trên { $surface }
    }. Bộ máy { $where }.
ask-reload = Đọc lại cài đặt; cái gì đổi được khi đang chạy thì có hiệu lực ngay. { $where }.
ask-restore = Thay TOÀN BỘ sổ sách đang có, vốn { $equity }, đang giữ { $held }, bằng bản sao { $file }. Những gì ghi sau bản sao ấy sẽ không còn trong sổ; bản đang có được giữ lại bên cạnh. Ví { $where }.

## Cụm từ trong câu hỏi

ask-held = { $count } vị thế ({ $symbols }; khoảng { $value }, lãi lỗ tạm tính { $result })
ask-held-none = không có vị thế nào
ask-position =
    { $side ->
        [SELL] đang bán khống
       *[BUY] đang giữ
    } { $amount }, khoảng { $value }, lãi lỗ tạm tính { $result }
ask-position-none = lúc này không thấy vị thế nào đang mở ở mã này
ask-resume = Bộ máy đang DỪNG HẲN. Cho chạy lại: từ đây nó tự vào lệnh khi có tín hiệu đủ lợi thế. Đang giữ: { $held }. Ví { $where }.
