# Xem lại: những gì đã ghi, hiện đúng như đã biết lúc đó, và không ghi thêm gì.
err-playback-empty = Không có gì để xem lại: cơ sở dữ liệu không có phiên { $mode } nào trên { $source } có quyết định được ghi. Không có gì thay đổi. Hãy chạy bộ máy vài nến trước, hoặc chọn DATA_DIR khác.
err-playback-span = Giữa hai thời điểm này không có bản ghi nào. Bản ghi có từ { $first_at } đến { $last_at }. Hãy chọn --from và --to trong khoảng đó.
err-playback-speed = Xem lại chạy nhanh gấp { $slowest } đến { $fastest } lần; { $speed } nằm ngoài khoảng đó. Tốc độ vẫn giữ như cũ.
err-playback-writes-nothing = Đây là bản ghi: chỉ xem được, không sửa được. Chưa có gì được thực hiện. Hãy thoát xem lại để ra lệnh cho bộ máy.
err-playback-not-recorded = Bản ghi không có gì về “{ $command }”: phần đó nói về bộ máy đang chạy. Hãy thoát xem lại rồi hỏi.
err-engine-silent = Bộ máy không trả lời “{ $command }” suốt { $seconds } giây. Chưa rõ lệnh đã được thực hiện hay chưa. Hãy xem trạng thái trước khi gửi lại.
