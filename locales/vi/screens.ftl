### Các khung hiện lên trên: hỏi lại, câu trả lời, trợ giúp, chào mừng, nhảy tới.

dialog-close = đóng
dialog-move = chuyển
dialog-scroll = cuộn
dialog-choose = chọn

## Hỏi lại

confirm-title = Hỏi lại cho chắc
confirm-do = Làm ngay
confirm-leave = Thôi
confirm-type = Gõ { $word } rồi bấm Enter để làm. Gõ không dấu cũng được.

## Câu trả lời

answer-export = lưu ra tệp
answer-copied = đã chép vào bộ nhớ tạm

## Trợ giúp

help-title = Trợ giúp · { $area }
help-search = tìm phím hoặc câu lệnh, có dấu hay không cũng được
help-keys-here = Phím ở đây
help-keys-everywhere = Phím ở mọi nơi
help-keys-playback = Phím khi xem lại
help-commands-ask = Câu lệnh hỏi
help-commands-money = Câu lệnh xem tiền
help-commands-act = Câu lệnh điều khiển
help-commands-console = Câu lệnh của riêng bảng điều khiển
help-run = làm
help-nothing = Không có phím hay câu lệnh nào như vậy. Thử vài chữ ngắn hơn.
help-market =
    Mỗi dòng là một mã đang theo dõi: giá, biến động 24 giờ, hướng mà bộ máy dự đoán và nó chắc tới đâu. Chọn một dòng thì biểu đồ nến và lý do của mã ấy hiện bên cạnh. Mỗi nến đóng là một lần dự đoán. Bộ máy chỉ nói khi xác suất vượt sàn; phần lớn thời gian nó im lặng, và im lặng cũng là câu trả lời. TIỀN GIẤY là tiền giả lập, không phải tiền thật.
help-positions =
    Những gì đang giữ, mua ở giá nào, lãi lỗ tạm tính và bao giờ sẽ thoát; kèm đường vốn, phần vốn đang dùng và những mã đang bị khóa. Mỗi vị thế có cắt lỗ, chốt lời và hạn giờ: bộ máy tự thoát khi chạm một trong ba.
help-signals =
    Mỗi nến đóng cho đúng một quyết định, kèm đúng một lý do. Ở đây xem được những gì đã nói, những gì bị từ chối và vì sao, về sau đúng hay sai. Bảng điểm giữ mọi tín hiệu từng nói ra, nối thành chuỗi băm nên không ai sửa lén được.
help-models =
    Mỗi mã có mô hình riêng, được chấm trên nến mà nó chưa từng thấy. Ở đây xem mô hình bao nhiêu tuổi, đúng mấy phần, nói 70% thì có đúng 70% không, và thị trường đã lệch bao xa so với lúc nó học. Từ đây có thể huấn luyện lại, đưa bản mới vào dùng hoặc quay về bản trước.
help-backtest =
    Chạy lại nến cũ y như lúc chạy thật, rồi xem kết quả sau phí. Kết quả trên quá khứ không hứa gì cho ngày mai: nó chỉ cho biết bộ quy tắc đã từng làm được gì.
help-logs =
    Nhật ký là những gì bộ máy kể lại; sổ kiểm toán là ai đã ra lệnh gì và kết quả ra sao. Lọc để chỉ thấy dòng cần thấy, bám đuôi để thấy dòng mới nhất. Mỗi lỗi có một mã sự cố: đưa mã ấy ra khi cần giúp.
help-settings =
    Mọi cài đặt kèm giá trị và nguồn của nó: dòng lệnh, biến môi trường, tệp .env hay mặc định. Ngôn ngữ, giao diện, kiểu số và tiếng báo đổi được ngay tại đây và được nhớ. Bí mật không bao giờ hiện ra.
help-legend-market =
    ●  tín hiệu: xác suất đã hiệu chỉnh vượt sàn và qua các cửa khác (thành tích, giá còn mới, không trùng)
    ·  dưới sàn: có nghiêng một bên nhưng chưa đủ để nói
    ▲ ▼  tăng, giảm
    ⇈ ⇊  24 giờ qua tăng, giảm từ 6,9% trở lên
    %  độ tin cậy của dự đoán, 50% là như tung đồng xu
    TS  trọng số 0 đến 100: dự đoán này đáng vào lệnh tới đâu; dưới 45 thì không vào
    ★  mã yêu thích, đứng đầu bảng
    ▂▅▇  giá những nến gần đây
help-legend-positions =
    ▲ ▼  đang lãi, đang lỗ nếu đóng ngay lúc này
    %  kết quả tính trên tiền đã bỏ vào
    Cắt lỗ  chạm giá này thì thoát để khỏi lỗ thêm
    Chốt lời  chạm giá này thì thoát để giữ lãi
    !  còn chưa tới một phần tư đường từ giá vào
    ┣ ┃ ┫ ●  cắt lỗ, giá vào, chốt lời, giá lúc này
    ✔ ▲ ✖  hạn mức còn rộng, đã dùng từ 70%, đã chạm
    Khóa  mã tạm thời không được vào lệnh, kèm lý do
help-legend-signals =
    ● ○ ·  đã vào lệnh, đã nói mà không vào lệnh, im lặng
    ✔ ✖ …  đúng, sai, chờ kết quả
    ├●┤ ┊  khoảng 95% của thành tích, và mức hòa vốn
    %  xác suất đã hiệu chỉnh lúc quyết định
    TS  trọng số 0 đến 100
    đúng, sai  chấm khi hết tầm dự đoán, không ai sửa được
    67 – 75  khoảng tin cậy 95%: càng ít lần thì càng rộng
help-legend-models =
    Độ đúng  phần đã đoán trúng, kèm khoảng tin cậy 95%
    Hiệu chỉnh  nói 70% thì phải đúng chừng 70%; lệch càng nhỏ càng tốt
    Độ lệch  thị trường đã khác lúc huấn luyện bao xa
    ✔ ✖ ·  giữ lời, kém hơn lời hứa, chưa nói được
    = ▲ ▼  khớp với lời đã nói, đúng hơn lời, kém hơn lời
    ● ○ ◐ ✖  đang dùng, chưa dùng, đang học hoặc chạy thử, hết hạn
    ├●┤ ┊  khoảng 95%, và mức tung đồng xu 50%
    Ứng viên  bản đã huấn luyện, chưa được dùng
help-legend-backtest =
    Sau phí  đã trừ phí và trượt giá
    Sụt giảm  từ đỉnh vốn xuống đáy sâu nhất
    ◆ ≠  lần chạy giữ lại để so, dòng khác nhau
    n  số giao dịch; ít quá thì con số nào cũng là may rủi
help-legend-logs =
    n, N  chỗ khớp sau, chỗ khớp trước
    E-XXXX  mã sự cố, dẫn tới đúng dòng trong tệp nhật ký
help-legend-settings =
    tệp .env  nằm ở thư mục khởi động; sửa xong thì khởi động lại
    mặc định  chưa ai đặt gì

## Chào mừng

welcome-title = Chào mừng · { $page }/3
welcome-next = Tiếp
welcome-back = Trước
welcome-skip = Bỏ qua
welcome-begin = Bắt đầu
welcome-what =
    Hải Đăng theo dõi các cặp tiền mã hóa, dự đoán chúng sẽ đi đâu và nói thật mình chắc tới đâu.
    Khi xác suất vượt sàn, nó nói thành tín hiệu và tự vào lệnh bằng tiền giấy; còn lại nó im lặng.
    Mọi lời đã nói đều được chấm đúng sai, ghi vào sổ không sửa lén được.
welcome-language = Bạn muốn dùng ngôn ngữ nào?
welcome-language-own = Tiếng Việt
welcome-market = Giá lấy từ đâu?
welcome-demo = Demo (giá mô phỏng)
welcome-demo-meaning = Giá mô phỏng, chạy nhanh gấp { $times } lần thời gian thật, cài sẵn quy luật để mô hình học được. Kết quả ở đây không nói gì về thị trường thật.
welcome-exchange = { $exchange }, tiền giấy
welcome-exchange-meaning = Giá thật, không cần tài khoản hay khóa. Cần mạng; lần đầu phải tải lịch sử. Mô hình có thể im lặng rất lâu, và như thế là đúng.
welcome-symbols = Theo dõi mã nào?
welcome-add = Thêm mã khác
welcome-add-hint = gõ tên như DOGE rồi Enter
welcome-none = Chưa chọn mã nào. Hãy chọn ít nhất một mã.
welcome-kept = Những gì chọn ở đây được ghi vào { $place }; sau này sửa ở đó rồi khởi động lại.
welcome-signal = Tín hiệu là gì, và không là gì?
welcome-is =
    Là một lần dự đoán có xác suất đã hiệu chỉnh vượt sàn, kèm lý do và thành tích đã có.
    Dưới sàn thì im lặng: không biết mà không nói cũng là một câu trả lời.
welcome-is-not =
    Không phải lời khuyên đầu tư, không phải lời hứa. Tiền ở đây là tiền giấy: tiền giả lập, không phải tiền thật.
welcome-progress = Đang chuẩn bị
welcome-opening = Đang mở bộ máy ...
welcome-candles = { $have }/{ $need } nến
welcome-training = Huấn luyện { $done }/{ $total } · { $symbol }
welcome-training-waiting = Huấn luyện: đang chờ
welcome-trained = Mô hình đã sẵn sàng.
welcome-untrained = Đủ nến rồi sẽ huấn luyện mô hình.
welcome-connection = { $venue }: { $state }
welcome-mend-exchange = Hãy xem lại mạng. Nếu sàn bị chặn ở nơi bạn, đặt EXCHANGE_PROXY trong { $place }, hoặc đổi MARKET=demo, rồi khởi động lại. Nó cứ tự thử nối lại.
welcome-mend = Nó cứ tự thử lại; vào trong rồi bấm ? để xem phải làm gì.

## Nhảy tới

jump-type = gõ chữ cái để tới khung ấy
jump-nothing = Ở đây không có khung nào để nhảy tới.
