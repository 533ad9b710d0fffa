### Lời của các trang do chương trình tự tạo ra (`make docs`).

docs-made = Trang này do `make docs` tạo ra từ chương trình; sửa bằng tay sẽ mất.
docs-settings-title = Cài đặt
docs-settings-intro =
    Một cài đặt có thể đặt trên dòng lệnh (nếu có cờ), trong biến môi trường, hoặc trong tệp `.env` ở thư mục khởi động chương trình; nơi nào có trước trong thứ tự ấy thì thắng. Chép `.env.example` thành `.env` rồi bỏ dấu `#` trước dòng muốn đổi. Tên lạ trong `.env` làm chương trình không khởi động và có gợi ý tên đúng. Thông tin bí mật không bao giờ hiện ra: `config` chỉ cho biết đã đặt hay chưa.
docs-settings-name = Tên
docs-settings-default = Mặc định
docs-settings-meaning = Nghĩa
docs-none = không có
docs-commands-title = Các câu lệnh
docs-commands-intro =
    Mỗi câu lệnh có một tên tiếng Anh và những tên khác. Dấu, chữ hoa, khoảng trắng và gạch nối không quan trọng: { $examples } là một. Dùng được ở ba nơi: sau dấu `:` trong bảng điều khiển, trong bảng lệnh (Ctrl+P), và trên dòng lệnh bằng `python -m engine call TÊN ...`. Các phòng chat sẽ dùng chung khi chúng có mặt.
docs-commands-command = Câu lệnh
docs-commands-names = Tên khác
docs-commands-what = Làm gì
docs-commands-role = Quyền
docs-commands-danger = Hỏi lại
docs-commands-state = Tình trạng
docs-commands-now = dùng được
docs-commands-later = sẽ có sau
docs-commands-required = bắt buộc
docs-commands-default = nếu bỏ trống: { $value }
docs-commands-choices = một trong: { $values }
docs-commands-money = Cho xem hoặc đụng tới tiền.
docs-commands-role-by = Với { $choices } thì cần quyền { $role }.
docs-own-title = Câu lệnh của riêng bảng điều khiển
docs-own-intro = Chỉ có trong bảng điều khiển, sau dấu `:` hoặc trong bảng lệnh; gõ được bằng cả hai thứ tiếng như mọi câu lệnh khác.
docs-verbs-title = Hộp đồ nghề: python -m engine
docs-verbs-intro = Dữ liệu ra stdout, mọi lời khác ra stderr. Mỗi việc có `--help` riêng.
docs-verbs-verb = Việc
docs-reasons-title = Các lý do
docs-reasons-intro =
    Mỗi nến đóng được đúng một quyết định, kèm đúng một lý do. Khóa nằm ở cột `reason` của bảng `decisions`, các giá trị ở `reason_params`; màn hình hiện câu. Dấu ba chấm đứng thay cho một giá trị.
docs-reasons-key = Khóa
docs-reasons-sentence = Câu
docs-env-top =
    Cài đặt của Hải Đăng. Chép thành .env rồi bỏ dấu # trước dòng muốn đổi. Mỗi dòng đang ghi giá trị mặc định.
docs-keys-title = Các phím của bảng điều khiển
docs-keys-intro =
    Phím của một khu vực chỉ có tác dụng khi đang ở khu vực đó, và đứng trước phím chung nếu trùng. Chữ hoa là bấm kèm Shift; `^P` là Ctrl+P. Cột cuối là dòng để chép vào tệp { $file } trong thư mục dữ liệu khi muốn đổi phím: giữ phần bên trái, đổi phần bên phải. Cách làm: [đổi phím](console.md#đổi-phím).
docs-keys-key = Phím
docs-keys-short = Việc
docs-keys-what = Làm gì
docs-keys-id = Dòng mặc định
