### Đặc trưng, dự báo và kho mô hình

err-features-broken-candle = Dữ liệu nến { $timeframe } của { $symbol } có giá hoặc khối lượng không dùng được. Hãy tải lại, hoặc xóa các dòng hỏng.

err-model-unreadable = Không đọc được mô hình tại { $path }, nên không dùng. Hãy huấn luyện lại, hoặc nhập lại từ máy gốc.
err-model-format = Mô hình tại { $path } có định dạng { $found }; bản Hải Đăng này đọc định dạng { $expected }. Hãy huấn luyện lại, hoặc cập nhật chương trình.
err-model-kind = Mô hình tại { $path } thuộc loại mà bản này không biết: { $kind }. Không dùng mô hình này.
err-model-changed = Tệp { $file } của mô hình tại { $path } đã khác so với lúc ghi, nên không dùng mô hình này. Hãy huấn luyện lại, hoặc quay về phiên bản trước.
err-model-missing-file = Mô hình tại { $path } thiếu tệp { $file }, nên không dùng. Hãy chép lại cả thư mục, hoặc huấn luyện lại.
err-model-extra-file = Mô hình tại { $path } có một tệp lạ: { $file }, nên không dùng. Nếu biết rõ tệp đó từ đâu ra, hãy xóa nó đi.
err-model-pickle = Mô hình tại { $path } chứa tệp pickle ({ $file }). Loại tệp này có thể chạy mã khi mở ra, nên không dùng.
err-model-features = Mô hình tại { $path } được huấn luyện trên bộ đầu vào khác ({ $found }) so với bộ mà bản này tính ({ $expected }), nên không dùng. Hãy huấn luyện lại.
err-model-misplaced = Mô hình tại { $path } thuộc về thị trường hoặc phiên bản khác với thư mục chứa nó, nên không dùng. Hãy nhập bằng lệnh "models import".
err-model-champion-unreadable = Không đọc được tệp { $path }, nơi ghi tên mô hình đang dùng. Mô hình trong bộ nhớ vẫn chạy tiếp; hãy nâng cấp một phiên bản để ghi lại tệp này.
err-model-version-unknown = Không có phiên bản mô hình { $version } trong { $path }. Lệnh "models list" cho biết đang có những phiên bản nào.
err-model-version-exists = Phiên bản mô hình { $version } đã có trong { $path }. Không ghi đè gì cả.
err-model-no-earlier = Trong { $path } không còn phiên bản mô hình lành lặn nào cũ hơn để quay về.
err-model-incomplete = Phiên bản mô hình { $version } cho { $path } chưa đủ tệp. Chưa ghi gì cả.
err-model-file-not-allowed = { $file } không được phép nằm trong mô hình.
err-model-disk-full = Ổ đĩa đã đầy: không ghi được mô hình vào { $path }. Không để lại tệp ghi dở nào. Hãy giải phóng dung lượng rồi thử lại.
err-model-write = Không ghi được mô hình vào { $path }: { $detail }. Không để lại tệp ghi dở nào.
