### Khu vực Tín hiệu: đã nói gì, vì sao vào lệnh hay đứng ngoài, về sau đúng hay sai, và bảng điểm.

signals-fate = Đã làm gì
signals-fate-traded = vào lệnh
signals-fate-refused = từ chối
signals-fate-silent = im lặng
signals-waiting = chờ
signals-which-spoken = Đã nói
signals-which-traded = Vào lệnh
signals-which-refused = Từ chối
signals-which-silent = Im lặng
signals-which-all = Tất cả
signals-look-elsewhere = Bấm w để xem danh sách khác: những lần im lặng cũng có lý do.
signals-decision = Quyết định { $id }
signals-none-chosen = Chưa chọn dòng nào.
signals-said-right = Đã nói và đúng
signals-no-outcome = Kết cục chỉ biết khi hết tầm dự đoán. Trước đó không con số nào được nói ra.
signals-few = Mới { $count } lần: khoảng còn quá rộng, chưa kết luận được gì.
signals-times = lần
signals-not-profit = Đúng hướng chưa phải là có lãi: phí tùy từng mã, và không phải tín hiệu nào cũng được vào lệnh.
signals-coin = tung đồng xu 50%
