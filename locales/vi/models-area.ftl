### Khu vực Mô hình: bảng, thẻ của một mô hình, và những việc làm được với nó.

models-col-tested = Khi kiểm tra
models-col-sure = Khi vượt sàn
models-col-live = Từ khi dùng
models-live-marks = Từ khi dùng: ✔ giữ lời  ✖ kém lời  · ít quá, chưa nói được
models-col-calibration = Hiệu chỉnh
models-in-training = đang học { $share }
models-training = Đang huấn luyện { $symbol }, phần { $done }/{ $total }
models-card-none = ○ Chưa có mô hình nào phục vụ cặp này, nên cặp này im lặng. Bấm N để huấn luyện; trong lúc học, mọi thứ khác vẫn chạy.
models-age = huấn luyện { $age } trước
models-trained = lúc { $at }, trên { $count } mẫu
models-errors = { $tested } khi kiểm tra, { $live } từ khi dùng
models-deeds = Làm được gì
models-calibration = Nói bao nhiêu, đúng bấy nhiêu?
models-bins-of-all = Gồm mọi phiên bản của cặp này; “Đúng từ khi dùng” và độ lệch chỉ tính phiên bản đang dùng.
models-bins-none = Đường này hiện ra khi có dự đoán được chấm: { $horizon } sau mỗi lần dự đoán.
models-members = Từng thành viên, hơn tung đồng xu (50%)
models-versions-title = Các phiên bản
models-no-versions = Chưa có phiên bản nào. Bấm N để huấn luyện.
models-why-no-candidate = chưa có ứng viên nào đang chờ
models-why-no-earlier = không có phiên bản nào cũ hơn
models-why-training = đang huấn luyện rồi; đợi xong lượt này
models-why-no-model = cặp này chưa có mô hình
