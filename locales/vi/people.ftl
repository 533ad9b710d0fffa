### Ai được bot cho vào, quyền, ghép đôi chủ sở hữu, ngôn ngữ

## Nhật ký và bảng điều khiển nói gì

event-knock = người chưa được phép
event-role-changed = đổi quyền
happening-knock = NGƯỜI LẠ
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

## quyền, nạp lại, ngôn ngữ, tôi là ai

people-id = ID
people-origin = Từ đâu
people-place = ID nơi chat
people-place-language = Ngôn ngữ của nhóm
people-numbers = Kiểu số
people-numbers-example =
    { $style ->
        [en] 67,123.45
       *[vi] 67.123,45
    }
people-times = Số lần
people-last = Lần cuối
people-knocks = Chưa được cho vào, gần đây:
people-no-roles = Chưa ai có quyền. Muốn cấp: quyền cấp, hoặc ghi ID vào danh sách trong cài đặt.
people-code = { $surface } chưa có chủ sở hữu. Nhắn riêng mã này cho bot để nhận quyền chủ sở hữu: { $code }
people-paired = ghép đôi bằng mã, { $at }
people-granted = { $by } cấp, { $at }
people-nothing-changed = Cài đặt không có gì khác với đang chạy.
people-in-force = Có hiệu lực từ bây giờ:
people-waiting = Đã đổi, nhưng phải khởi động lại mới có hiệu lực:
param-numbers = vi (67.123,45) hoặc en (67,123.45)
line-param-numbers = kiểu số
done-role-granted =
    { $role ->
        [viewer] { $person } trên { $surface } giờ có quyền { role-viewer }.
        [operator] { $person } trên { $surface } giờ có quyền { role-operator }.
       *[owner] { $person } trên { $surface } giờ có quyền { role-owner }.
    }
done-role-revoked = Đã thu lại quyền cấp cho { $person } trên { $surface }.
done-lang-chat =
    { $language ->
        [vi] Từ giờ nhóm này được trả lời bằng tiếng Việt.
       *[en] Từ giờ nhóm này được trả lời bằng tiếng Anh.
    }
done-lang-numbers =
    { $whose ->
        [chat] Từ giờ nhóm này được trả lời bằng { $language ->
            [vi] tiếng Việt
           *[en] tiếng Anh
        }, số viết như { $example }.
       *[person] Từ giờ bạn được trả lời bằng { $language ->
            [vi] tiếng Việt
           *[en] tiếng Anh
        }, số viết như { $example }.
    }
done-numbers =
    { $whose ->
        [chat] Từ giờ số trong nhóm này được viết như { $example }.
       *[person] Từ giờ bạn sẽ thấy số viết như { $example }.
    }

## Lỗi

err-person-id = "{ $value }" không phải ID bằng số của một người. Trên Discord: bật chế độ nhà phát triển rồi chọn "Sao chép ID người dùng"; trên Telegram: xem dòng nhật ký hiện ra khi người đó nhắn cho bot.
err-role-listed = ID { $person } có quyền { $role ->
        [viewer] { role-viewer }
        [operator] { role-operator }
       *[owner] { role-owner }
    } theo cài đặt. Chưa có gì thay đổi. Muốn đổi, hãy sửa { $setting } rồi nạp lại cài đặt.
err-role-not-granted = ID { $person } trên { $surface } không có quyền nào được cấp. Chưa có gì thay đổi. Gõ quyen để xem ai đang có quyền.
err-role-last-owner = Bạn là chủ sở hữu cuối cùng trên { $surface }. Chưa có gì thay đổi. Hãy cấp quyền chủ sở hữu cho người khác trước.
