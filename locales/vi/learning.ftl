### Huấn luyện mô hình, và những việc dài hơi chạy nó

## Việc đang làm gì

job-waiting = Đang chờ đến lượt
job-starting = Đang khởi động
job-done = Xong
job-failed = Không thành
job-cancelled = Đã hủy
job-training-reading = Huấn luyện { $done }/{ $members }: đang đọc nến { $symbol }
job-training-fitting =
    Huấn luyện { $done }/{ $members }: { $symbol }, { $model ->
        [forest] rừng ngẫu nhiên
        [svm] SVM
       *[logistic] hồi quy logistic
    }, bước { $step }/{ $steps }
job-training-checking = Huấn luyện { $done }/{ $members }: đang kiểm tra mô hình { $symbol }

## Việc có thể hỏng ở đâu

err-job-unknown-kind = Không có loại việc "{ $kind }". Chưa chạy gì cả. Hãy chọn một trong: { $known }.
err-job-unknown = Không có việc { $job }. Chưa có gì thay đổi. Danh sách việc cho biết đang có những việc nào.
err-job-queue-full = Đã có { $limit } việc loại { $kind } đang chờ. Chưa chạy thêm gì. Hãy đợi một việc xong, hoặc hủy bớt.
err-job-closing = Chương trình đang đóng nên không nhận việc mới.
err-job-start = Không khởi động được việc này: { $detail }. Phần còn lại vẫn chạy. Hãy kiểm tra bộ nhớ và ổ đĩa rồi thử lại.
err-job-crashed = Tiến trình { $kind } dừng bất ngờ (mã { $code }). Phần còn lại vẫn chạy và không để lại gì dở dang. Nhật ký có những dòng cuối của nó; hãy thử lại.
err-job-broken = Việc này dừng vì một lỗi chưa lường trước ({ $detail }). Phần còn lại vẫn chạy. Hãy thử lại, nếu còn gặp thì báo cho người phát triển.

## Huấn luyện có thể hỏng ở đâu

err-training-request = Yêu cầu huấn luyện sai ở "{ $field }". Chưa huấn luyện gì. Hãy sửa rồi yêu cầu lại.
err-training-spec = Các kích cỡ huấn luyện không dùng được. Chưa huấn luyện gì. Số đếm ít nhất là một, ngưỡng nằm giữa 0.5 và 1.
err-training-horizon = Tầm nhìn { $horizon } không phải là một số nguyên nến { $timeframe }. Chưa huấn luyện gì. Hãy chọn tầm nhìn khác.
err-training-no-candles = Không có nến { $symbol } nào để học. Mô hình đang dùng giữ nguyên. Hãy tải nến về trước.
err-training-few-candles = { $symbol } mới có { $candles } nến { $timeframe }, chưa đủ để học. Mô hình đang dùng giữ nguyên. Cần ít nhất { $least } nến; hãy tải thêm lịch sử.
err-training-few-rows = Trong { $candles } nến { $symbol } ({ $timeframe }) chỉ gán nhãn được { $rows } dòng; cần { $least } dòng. Mô hình đang dùng giữ nguyên. Hãy tải thêm lịch sử, hoặc vá các chỗ trống.
err-training-bad-candles = Dữ liệu nến { $timeframe } của { $symbol } có giá hoặc khối lượng không dùng được. Mô hình đang dùng giữ nguyên. Hãy tải lại, hoặc xóa các dòng hỏng.
err-training-unordered = Dữ liệu nến { $timeframe } của { $symbol } không theo thứ tự thời gian, hoặc bị lặp. Mô hình đang dùng giữ nguyên. Hãy sắp xếp lại, hoặc tải lại.
err-training-constant-price = Giá { $symbol } ({ $timeframe }) không hề nhúc nhích nên không có gì để học. Mô hình đang dùng giữ nguyên. Hãy kiểm tra nến được lấy từ đâu.
err-training-one-class = Giá gần như chỉ đi một chiều ({ $ups } lần tăng trong { $rows } dòng) nên không học được hướng đi. Mô hình đang dùng giữ nguyên. Hãy huấn luyện trên lịch sử dài hơn.
err-training-splits = Lịch sử quá ngắn hoặc có quá nhiều chỗ trống để chia thành { $folds } vòng. Mô hình đang dùng giữ nguyên. Hãy tải thêm lịch sử.
err-training-mixed = Các nến đưa vào không cùng một nguồn và một khung nến ({ $symbol }, { $timeframe }). Chưa huấn luyện gì. Hãy huấn luyện riêng từng loại.
err-training-file = Không đọc được tệp nến { $path } ({ $detail }). Mô hình đang dùng giữ nguyên. Hãy kiểm tra tệp, hoặc tải lại nến.
err-training-leak = Dữ liệu học chạm vào dữ liệu dùng để kiểm tra nó (khối { $block }). Đã dừng huấn luyện, mô hình đang dùng giữ nguyên. Đây là lỗi của chương trình; xin hãy báo lại.
err-training-mismatch = Mô hình ghi ở { $path } trả lời khác với mô hình đã học (lệch { $off }). Đã xóa nó, mô hình đang dùng giữ nguyên. Hãy huấn luyện lại; nếu còn gặp, hãy kiểm tra phiên bản các gói huấn luyện.
