# doctor: Discord và Telegram.

cli-room-chat = Bot chat
cli-room-discord = Discord
cli-room-telegram = Telegram
doctor-chat-off = chưa đặt token nào, nên không có bot chat.
doctor-chat-well = { $surface } nhận token của { $name }, trả lời trong { $latency }.
doctor-chat-token = { $surface } không nhận token trong { $setting }. Hãy lấy token mới rồi điền lại.
doctor-chat-refused = { $surface } từ chối địa chỉ mạng này (mã { $status }); hay gặp ở máy chủ thuê. Hãy dùng { $proxy } hoặc đổi máy chủ.
doctor-chat-busy = { $surface } báo hỏi quá dày (mã { $status }). Bot sẽ tự chờ; nếu kéo dài, xem có máy khác dùng chung token không.
doctor-chat-broken = { $surface } đang trục trặc (mã { $status }). Lỗi ở phía họ; bot sẽ tự thử lại.
doctor-chat-blocked = không tới được { $surface } dù mạng vẫn chạy: nhà mạng hoặc máy chủ này chặn. Hãy đặt { $proxy } (http:// hoặc socks5://).
doctor-chat-offline = không tới được { $surface }, và các nơi khác cũng không. Máy đang mất mạng; kiểm tra kết nối trước.
doctor-chat-name = không tìm thấy địa chỉ của { $surface } qua { $proxy }. Kiểm tra proxy có phân giải tên miền không.
doctor-chat-cut = kết nối tới { $surface } bị ngắt giữa chừng qua { $proxy }. Thử proxy khác.
doctor-chat-silent = { $surface } không trả lời trong { $latency } qua { $proxy }. Proxy quá chậm hoặc bị chặn.
doctor-chat-tls = chứng chỉ của { $surface } qua { $proxy } không đúng: có ai đó chen giữa. Đừng dùng proxy này.
doctor-chat-proxy = { $proxy } không trả lời hoặc từ chối. Kiểm tra địa chỉ, cổng, tên và mật khẩu của proxy.
doctor-chat-intent = chưa bật Message Content Intent, nên bot không đọc được lệnh có dấu ! (lệnh / vẫn chạy). Bật ở trang Bot của ứng dụng Discord.
doctor-chat-nobody = bot { $surface } chưa cho phép ai, nên không trả lời ai. Điền { $setting }, hoặc ghép đôi bằng mã trong nhật ký khi chạy run_bot.py.
