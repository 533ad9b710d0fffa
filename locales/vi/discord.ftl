### Riêng của bot Discord.

discord-private-sent = Đã gửi riêng cho bạn, vì chỉ mình bạn nên xem.
discord-private-closed = Câu trả lời này chỉ mình bạn nên xem, mà tin nhắn riêng của bạn đang tắt. Hãy bật tin nhắn riêng từ thành viên máy chủ, hoặc dùng lệnh gạch chéo (/) ngay tại đây.
discord-told = Đã đăng ký { $count } lệnh gạch chéo với Discord.
discord-slash-only = đã kết nối, chỉ đọc được lệnh gạch chéo và tin nhắn riêng
discord-slash-only-log = Discord không cho bot đọc nội dung tin nhắn, nên trong máy chủ chỉ dùng được lệnh gạch chéo (/), nút bấm và @nhắc tên; lệnh bắt đầu bằng ! sẽ không được nghe. Muốn dùng cả hai, bật Message Content Intent ở trang Bot của Discord Developer Portal rồi khởi động lại.
discord-forbidden-log = Discord không cho bot làm việc này ở đó: { $detail }. Kiểm tra quyền của bot trong kênh (xem kênh, gửi tin nhắn, nhúng liên kết, đính kèm tệp).
discord-unanswered-log = Đường tới Discord bị ngắt ({ $detail }) khi câu trả lời chưa tới nơi. Người hỏi chỉ cần hỏi lại.
discord-not-told-log = Chưa đăng ký được lệnh với Discord ({ $detail }). Discord vẫn hiện các lệnh đã biết.
err-discord-ended = Discord đóng kết nối. Chưa mất gì: cảnh báo chờ trong hàng gửi. Bot sẽ tự kết nối lại.
err-discord-unreachable = Không tới được Discord ({ $detail }). Chưa mất gì: cảnh báo chờ trong hàng gửi, bot tự kết nối lại. Nếu mạng này chặn Discord thì đặt DISCORD_PROXY.
