### Khu vực Cài đặt: lựa chọn của bạn, cài đặt của bộ máy, tình trạng trong nhà.

settings-part-choices = Lựa chọn của bạn
settings-part-engine = Bộ máy
settings-part-house = Người và bot
settings-choices-hint = ↑ ↓ chọn dòng · ← → đổi · có hiệu lực ngay, được nhớ
settings-numbers = Kiểu số
settings-theme = Giao diện
settings-flash = Nháy khi số đổi
settings-notice = Tín hiệu, giá
settings-on = có
settings-off = không
settings-notice-off = im lặng
settings-notice-bell = kêu chuông
settings-notice-desktop = báo ra desktop
settings-sample-up = tăng
settings-sample-down = giảm
settings-sample-still = đứng
settings-sample-ceiling = trần
settings-sample-floor = sàn
settings-sample-signal = tín hiệu
settings-sample-good = ổn
settings-sample-bad = lỗi
settings-counts = ● { $own }/{ $count } tự đặt · sửa .env rồi :naplai hoặc khởi động lại
settings-unknown = Bộ máy mới hơn bảng điều khiển này: chưa biết nghĩa của cài đặt này.
settings-value-is = Giá trị: { $value }
settings-origin-is = Nguồn: { $origin }
settings-secret = Đã đặt. Bí mật không bao giờ hiện ra.
settings-change-file = Để đổi: ghi { $name }=giá_trị vào tệp .env ở thư mục khởi động chương trình, rồi khởi động lại bộ máy.
settings-change-reload = Để đổi: ghi { $name }=giá_trị vào tệp .env ở thư mục khởi động chương trình, rồi gõ :naplai. Không cần khởi động lại bộ máy.
settings-change-environment = Để đổi: sửa biến môi trường { $name } rồi khởi động lại bộ máy. Biến môi trường thắng tệp .env.
settings-change-command-line = Để đổi: sửa cờ của { $name } lúc khởi động bộ máy. Dòng lệnh thắng cả biến môi trường lẫn tệp .env.
settings-attached = Bộ máy này chạy riêng: sửa ở máy và thư mục của nó.
settings-house-hint = ↵ quyền của từng người
settings-deed-role = Quyền của từng người
settings-deed-notify = Báo gì, báo ở đâu
settings-health = Sức khỏe
settings-bots = Bot
settings-bots-none = Chưa có bot nào chạy cùng bộ máy này. Đặt token trong .env rồi chạy run_bot.py; bot sẽ hiện ở đây: đã nối chưa, còn bao nhiêu tin chờ, lỗi gần nhất.
settings-bots-code = mã ghép đôi cho chủ đầu tiên: { $code } (nhắn riêng cho bot)
settings-bots-knock = chưa được vào: { $name }, ID { $id }, { $count } lần, gần nhất { $at }
settings-bots-place = nơi chat { $place } chưa được phục vụ: { $name } gọi bot ở đó { $count } lần, gần nhất { $at }
settings-you = Bạn là
settings-keys = Phím
settings-keys-file = Đổi phím ở
settings-keys-none = Chưa đổi phím nào. Một dòng trong tệp là một phím, như "app.quit" = "x".
settings-keys-strange = Dòng lạ
settings-places = Tệp
settings-choices-file = Điều đã nhớ
settings-exports = Tệp xuất ra
