### Ai được bot cho vào, quyền, ghép đôi chủ sở hữu, ngôn ngữ

## Nhật ký và bảng điều khiển nói gì

event-knock = người chưa được phép
event-role-changed = đổi quyền
happening-knock = CHƯA ĐƯỢC PHÉP
happening-role-changed = QUYỀN
log-knock = Có người chưa được phép nhắn cho bot.
log-knock-why = { $why }
log-role-changed = Quyền của một người đã thay đổi.
log-role-changed-why = { $why }
knock-person = ID { $person } ({ $name }) nhắn cho bot trên { $surface } nhưng chưa được phép. Muốn cho vào: { $command }, hoặc thêm ID này vào { $setting }.
knock-place = ID { $person } ({ $name }) gọi bot trên { $surface } ở { $place }, nơi bot chưa phục vụ. Muốn bot trả lời ở đó: thêm { $place } vào { $setting } rồi nạp lại cài đặt.
role-changed =
    { $role ->
        [none] ID { $person } trên { $surface } đã bị thu quyền được cấp.
        [viewer] ID { $person } trên { $surface } giờ có quyền { role-viewer }.
        [operator] ID { $person } trên { $surface } giờ có quyền { role-operator }.
       *[owner] ID { $person } trên { $surface } giờ có quyền { role-owner }.
    }
log-pairing-code = { $surface } chưa có chủ sở hữu. Nhắn riêng mã này cho bot để nhận quyền chủ sở hữu: { $code }. Mã chỉ dùng được một lần, trong một giờ.

## Lỗi

err-person-id = "{ $value }" không phải ID bằng số của một người. Trên Discord: bật chế độ nhà phát triển rồi chọn "Sao chép ID người dùng"; trên Telegram: xem dòng nhật ký hiện ra khi người đó nhắn cho bot.
