### Riêng của bot Telegram.

telegram-private-sent = Đã gửi riêng cho bạn, vì chỉ mình bạn nên xem.
telegram-private-closed = Câu trả lời này chỉ mình bạn nên xem, mà bot chưa nhắn riêng cho bạn được. Hãy mở chat riêng với bot, bấm Bắt đầu, rồi hỏi lại.
telegram-open-private = Mở chat riêng
telegram-description = Hải Đăng theo dõi thị trường crypto và chỉ lên tiếng khi đủ tin cậy. Gõ: giá btc, dự đoán eth. Bot chỉ trả lời người được chủ hệ thống cho phép. Không phải lời khuyên đầu tư.
telegram-about = Theo dõi thị trường crypto, dự đoán có thành tích. Không phải lời khuyên đầu tư.
telegram-retrying = không tới được Telegram, đang thử lại
telegram-retrying-log = Không tới được Telegram ({ $detail }). Đang tự thử lại; cảnh báo chờ trong hàng gửi, bộ máy vẫn chạy bình thường.
telegram-back-log = Đã tới được Telegram trở lại.
telegram-told = Đã đăng ký { $count } danh sách lệnh với Telegram.
telegram-migrated-log = Nhóm { $old } đã được Telegram nâng cấp và có mã số mới { $new }. Hãy sửa TELEGRAM_CHATS trong .env rồi nạp lại, nếu không bot sẽ im lặng ở đó.
telegram-membership-log = Telegram: bot trong { $chat } từ { $before } thành { $after }.
err-telegram-second-poller = Một chương trình khác đang nhận tin bằng cùng token Telegram này, nên Telegram ngắt lẫn nhau. Chưa mất gì: cảnh báo chờ trong hàng gửi. Hãy tắt chương trình kia, hoặc tạo token khác ở @BotFather; bot tự thử lại.
err-telegram-unreachable = Không tới được Telegram ({ $detail }). Chưa mất gì: cảnh báo chờ trong hàng gửi, bot tự kết nối lại. Nếu mạng ở đây chặn Telegram thì đặt TELEGRAM_PROXY.
