# Kho dữ liệu: chuyện gì đã xảy ra, cái gì được giữ, cần làm gì.
err-store-address = Không đọc được địa chỉ cơ sở dữ liệu “{ $address }”. Cần dạng sqlite:///TỆP, postgresql://NGƯỜI_DÙNG@MÁY/TÊN, hoặc chuỗi libpq như host=... user=....
err-store-busy = Cơ sở dữ liệu { $place } đang bận vì một tiến trình ghi khác. Bước này chưa ghi gì; sẽ thử lại.
err-store-closed = Cơ sở dữ liệu { $place } đã đóng. Chưa ghi gì.
err-store-commit-unknown = Mất kết nối tới { $place } đúng lúc đang ghi nhận. Chưa rõ bước này đã được ghi hay chưa; sẽ tra lại trước khi làm lại bất cứ việc gì.
err-store-connection-lost = Mất kết nối tới { $place }. Bước này chưa ghi gì; sẽ thử lại.
err-store-corrupt = Cơ sở dữ liệu { $place } bị hỏng. Tệp được giữ nguyên. Hãy khôi phục từ bản sao lưu: python -m engine restore TỆP.
err-store-disk-fault = Ổ đĩa chứa { $place } báo lỗi. Những gì đã ghi nhận trước đó vẫn còn. Hãy kiểm tra ổ đĩa rồi khởi động lại.
err-store-disk-full = Ổ đĩa chứa { $place } đã đầy. Bước này chưa được ghi; mọi thứ ghi nhận trước đó vẫn còn. Hãy giải phóng dung lượng rồi tiếp tục.
err-store-empty = Cơ sở dữ liệu { $place } chưa có gì. Hãy khởi động động cơ một lần để tạo.
err-store-foreign = Cơ sở dữ liệu { $place } chứa bảng của chương trình khác ({ $tables }). Không thay đổi gì. Hãy chọn DATA_DIR hoặc DATABASE_URL khác.
err-store-incomplete = Cơ sở dữ liệu { $place } thiếu một bảng. Chưa ghi gì. Hãy khôi phục từ bản sao lưu: python -m engine restore TỆP.
err-store-missing = Không có cơ sở dữ liệu { $place }. Hãy khởi động động cơ một lần để tạo.
err-store-newer = Cơ sở dữ liệu { $place } do phiên bản mới hơn ghi (bản { $found }; phiên bản này chỉ biết tới { $known }). Không thay đổi gì. Hãy cập nhật chương trình, hoặc khôi phục một bản sao lưu cũ hơn.
err-store-no-permission = Người dùng cơ sở dữ liệu không có quyền làm việc này trong { $place }. Chưa ghi gì. Hãy xin quản trị cơ sở dữ liệu cấp quyền.
err-store-not-chained = Bảng “{ $table }” không có chuỗi băm. Các bảng có chuỗi băm: { $known }.
err-store-not-openable = Không mở được cơ sở dữ liệu { $place }. Không thay đổi gì. Hãy kiểm tra thư mục có tồn tại và người dùng này có quyền đọc, ghi.
err-store-not-writable = Không ghi được vào cơ sở dữ liệu { $place }. Bước này chưa ghi gì; mọi thứ ghi nhận trước đó vẫn còn. Hãy kiểm tra quyền của tệp và thư mục.
err-store-older = Cơ sở dữ liệu { $place } thuộc phiên bản cũ (bản { $found }; cần { $known }) và chỉ được mở để đọc. Hãy khởi động động cơ một lần: nó sẽ sao lưu rồi nâng cấp.
err-store-read-only = Cơ sở dữ liệu { $place } chỉ được mở để đọc. Chưa ghi gì.
err-store-unreachable = Không kết nối được PostgreSQL tại { $place }: { $detail }. Chưa ghi gì. Hãy kiểm tra máy chủ có chạy không, cùng địa chỉ, người dùng và mật khẩu trong DATABASE_URL hoặc PG_DSN.
