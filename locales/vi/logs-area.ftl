### Khu vực Nhật ký: nhật ký của bộ máy, sổ kiểm toán, và mọi việc vừa xảy ra.

logs-book-log = Nhật ký
logs-book-audit = Kiểm toán
logs-book-events = Việc đã xảy ra
logs-entry = Dòng đang chọn
logs-detail = Chi tiết
logs-following = ↓ bám dòng mới · { $shown } dòng cuối trên { $total }
logs-reading = ‖ đang đọc, f để bám dòng mới · { $shown } dòng cuối trên { $total }
logs-event-count = { $count } việc gần nhất
logs-nothing-to-find = Chưa có chữ nào để tìm. Bấm / và gõ vài chữ (không có ! ở đầu), Enter, rồi n hoặc N.
logs-no-sort = Nhật ký luôn theo thứ tự thời gian. Bấm w để sang sổ khác.

## Nhãn của tệp nhật ký, như người đọc thấy

log-tag-khoi-tao = KHỞI TẠO
log-tag-du-lieu = DỮ LIỆU
log-tag-tin-hieu-ml = TÍN HIỆU ML
log-tag-bo-qua = BỎ QUA
log-tag-quyet-dinh-mua = QUYẾT ĐỊNH MUA
log-tag-quyet-dinh-ban = QUYẾT ĐỊNH BÁN
log-tag-chot-loi = CHỐT LỜI
log-tag-cat-lo = CẮT LỖ
log-tag-canh-bao = CẢNH BÁO
log-tag-loi = LỖI
