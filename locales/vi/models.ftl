### Toàn bộ một mô hình, các loại tín hiệu, và việc xem lại một quyết định cũ.

## Thẻ mô hình

models-card = Mô hình { $symbol } · nến { $timeframe } · dự đoán { $horizon }
models-origin = mô hình { $version }
models-none = Chưa có mô hình nào phục vụ cặp này. Huấn luyện bằng: huanluyen { $base }
models-tested = Đúng khi kiểm tra
models-live = Đúng từ khi dùng
models-live-calibration = Sai số hiệu chỉnh từ khi dùng
models-drift = Độ lệch
models-bins = Hiệu chỉnh từ khi dùng, mọi phiên bản của cặp này:
models-band = Tự nhận
models-claimed = Trung bình
models-came-true = Đúng thật
models-versions = Các phiên bản:

## Độ lệch: đúng từ khi dùng so với lời tự nhận. z là số độ lệch chuẩn.

drift-too-few = Chưa nói được: mới chấm { $n } dự đoán của phiên bản này, cần ít nhất { $least }.
drift-ok = Giữ lời: { $n } dự đoán đã chấm, tự nhận { $claimed_pct }%, đúng { $hit_pct }% (z = { $z }).
drift-worse = KÉM HƠN LỜI HỨA: { $n } dự đoán đã chấm, tự nhận { $claimed_pct }% mà chỉ đúng { $hit_pct }% (z = { $z }). Nên huấn luyện lại.

## Các loại tín hiệu

signals-traded = Tín hiệu đã vào lệnh
signals-refused = Tín hiệu không vào lệnh
signals-silent = Những lần im lặng
signals-all = Mọi dự đoán
signals-said = Đã nói
signals-empty-traded = Chưa có tín hiệu nào được vào lệnh.
signals-empty-refused = Chưa có tín hiệu nào bị bỏ qua.
signals-empty-silent = Chưa có lần im lặng nào.
signals-empty-all = Chưa có dự đoán nào.

## Xem lại một quyết định

err-decision-id = "{ $id }" không phải là mã của một quyết định. Chưa làm gì cả. Mã gồm các chữ số và chữ cái a - f; chỉ cần gõ ít nhất 4 ký tự đầu, như 7f3a.
err-decision-unknown = Không có quyết định nào mang mã bắt đầu bằng { $id }. Chưa làm gì cả. Xem cột mã số trong danh sách tín hiệu: tinhieu
err-decision-ambiguous = Có nhiều quyết định mang mã bắt đầu bằng { $id }. Chưa làm gì cả. Hãy gõ thêm vài ký tự của mã.
err-decision-of-other = Quyết định { $id } là của { $other }, không phải của { $symbol }. Chưa làm gì cả. Hãy hỏi lại với { $other }.
