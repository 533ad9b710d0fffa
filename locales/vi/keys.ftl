### Phím của bảng điều khiển: chữ ngắn cho hàng phím, và một câu cho trợ giúp và sách hướng dẫn.

## Ở khắp nơi

key-app-market = thị trường
key-long-app-market = Sang Thị trường: giá, dự đoán và biểu đồ của các mã đang theo dõi.
key-app-positions = vị thế
key-long-app-positions = Sang Vị thế: đang giữ gì, lãi lỗ bao nhiêu, vốn đi thế nào.
key-app-signals = tín hiệu
key-long-app-signals = Sang Tín hiệu: đã nói gì, vì sao đứng ngoài, và bảng điểm.
key-app-models = mô hình
key-long-app-models = Sang Mô hình: tuổi, độ đúng, hiệu chỉnh và việc huấn luyện.
key-app-backtest = kiểm thử
key-long-app-backtest = Sang Kiểm thử: chạy bộ quy tắc trên quá khứ và so các lần chạy.
key-app-logs = nhật ký
key-long-app-logs = Sang Nhật ký: những gì bộ máy kể lại, và ai đã ra lệnh gì.
key-app-settings = cài đặt
key-long-app-settings = Sang Cài đặt: mọi cài đặt kèm nguồn, ngôn ngữ, giao diện, kiểu số.
key-app-command = gõ lệnh
key-long-app-command = Mở dòng lệnh; tên câu lệnh có dấu hay không dấu đều được, Tab để điền nốt.
key-app-filter = lọc
key-long-app-filter = Chỉ hiện những dòng có chứa chữ gõ vào; Esc để bỏ lọc.
key-app-help = trợ giúp
key-long-app-help = Giải thích nơi đang đứng, các phím dùng được ở đây và mọi câu lệnh.
key-app-palette = bảng lệnh
key-long-app-palette = Tìm mọi việc làm được bằng vài chữ: khu vực, mã, phím, câu lệnh, giao diện.
key-app-back = lùi một bước
key-long-app-back = Bỏ lời báo, bỏ lọc, rồi lùi ra khỏi chỗ vừa vào, mỗi lần một bước.
key-app-freeze = dừng hình
key-long-app-freeze = Giữ yên những gì đang thấy để đọc; bộ máy vẫn chạy. Bấm lần nữa để xem tiếp.
key-app-sort = sắp xếp
key-long-app-sort = Sắp theo cột kế tiếp; bấm chuột vào đầu cột cũng được.
key-app-jump = nhảy tới
key-long-app-jump = Hiện một chữ cái trên mỗi khung đang thấy; gõ chữ ấy để tới thẳng khung đó.
key-app-playback = xem lại
key-long-app-playback = Xem lại phần đã ghi, tới lui từng nến; bấm lần nữa để về hiện tại.
key-app-flatten = đóng tất cả
key-long-app-flatten = Đóng mọi vị thế rồi dừng hẳn. Hỏi lại và phải gõ một chữ thì mới làm.
key-app-pause = tạm dừng
key-long-app-pause = Không vào lệnh mới; cắt lỗ và chốt lời vẫn chạy.
key-app-resume = chạy tiếp
key-long-app-resume = Cho bộ máy giao dịch trở lại.
key-app-theme = đổi giao diện
key-long-app-theme = Sang giao diện kế tiếp: đêm, ngày, dễ phân biệt màu, bảng điện.
key-app-language = đổi ngôn ngữ
key-long-app-language = Chuyển giữa tiếng Việt và tiếng Anh, có hiệu lực ngay.
key-app-export = xuất bảng
key-long-app-export = Lưu bảng đang xem ra tệp CSV.
key-app-picture = chụp màn hình
key-long-app-picture = Lưu cả màn hình thành một tệp SVG.
key-app-copy = chép
key-long-app-copy = Chép thứ đang chọn vào bộ nhớ tạm của máy bạn, kể cả qua ssh.
key-app-retry = thử nối lại
key-long-app-retry = Thử mở bộ máy hoặc nối lại ngay, không đợi lượt sau.
key-app-quit = thoát
key-long-app-quit = Rời bảng điều khiển; bộ máy chạy riêng (run_bot.py) vẫn chạy tiếp.

## Thị trường

key-market-enter = chi tiết
key-long-market-enter = Vào sâu mã đang chọn: phiếu của từng mô hình, vì sao, sổ lệnh.
key-market-longer = khung dài
key-long-market-longer = Chuyển biểu đồ sang khung nến dài hơn.
key-market-shorter = khung ngắn
key-long-market-shorter = Chuyển biểu đồ sang khung nến ngắn hơn.
key-market-zoom = phóng to
key-long-market-zoom = Cho biểu đồ chiếm trọn khu vực; bấm lần nữa để thu lại.
key-market-favourite = yêu thích
key-long-market-favourite = Thêm hoặc bỏ mã đang chọn khỏi nhóm yêu thích, nhóm đứng đầu bảng.
key-market-nearer = lại gần
key-long-market-nearer = Hiện ít nến hơn và to hơn.
key-market-farther = ra xa
key-long-market-farther = Hiện nhiều nến hơn và nhỏ hơn.
key-market-left = về trước
key-long-market-left = Kéo biểu đồ về quá khứ, hoặc dời chữ thập sang trái.
key-market-right = về sau
key-long-market-right = Kéo biểu đồ về hiện tại, hoặc dời chữ thập sang phải.
key-market-newest = nến mới nhất
key-long-market-newest = Đưa biểu đồ về nến mới nhất.
key-market-log = thang log
key-long-market-log = Đổi trục giá giữa thang đều và thang log.
key-market-averages = đường TB
key-long-market-averages = Bật hoặc tắt các đường trung bình SMA.
key-market-bands = dải Bollinger
key-long-market-bands = Bật hoặc tắt dải Bollinger.
key-market-volume = khối lượng
key-long-market-volume = Bật hoặc tắt cột khối lượng dưới biểu đồ.
key-market-crosshair = chữ thập
key-long-market-crosshair = Bật chữ thập để đọc giá từng nến; ← → để dời.
key-app-drawing = chụp biểu đồ
key-long-app-drawing = Lưu biểu đồ đang xem thành ảnh PNG.
key-market-buy = mua tay
key-long-market-buy = Mua mã đang chọn với cỡ lệnh thường dùng; hỏi lại trước khi làm.
key-market-close = đóng vị thế
key-long-market-close = Đóng vị thế của mã đang chọn ở giá kế tiếp; hỏi lại trước khi làm.

## Vị thế

key-positions-enter = chi tiết
key-long-positions-enter = Xem trọn vị thế đang chọn: các mức giá, quyết định đã mở nó, các lần đã đóng.
key-positions-which = đổi trang
key-long-positions-which = Chuyển giữa vốn, rủi ro, giao dịch, lệnh và khóa.
key-positions-chart = biểu đồ
key-long-positions-chart = Xem biểu đồ của mã đang chọn ở khu vực Thị trường.
key-positions-close = đóng vị thế
key-long-positions-close = Đóng vị thế đang chọn ở giá kế tiếp; hỏi lại trước khi làm.
key-positions-unlock = mở khóa
key-long-positions-unlock = Gỡ khóa đang chọn để mã ấy được vào lệnh lại; hỏi lại trước khi làm.
key-positions-reduce = giảm dần
key-long-positions-reduce = Không vào lệnh mới và đóng dần các vị thế lúc ít tốn nhất.
key-positions-halt = dừng hẳn
key-long-positions-halt = Bộ máy không tự làm gì nữa; lệnh cắt lỗ bảo vệ vẫn đặt.

## Tín hiệu

key-signals-enter = chi tiết
key-long-signals-enter = Xem trọn quyết định đang chọn: phiếu, trọng số, lý do và kết cục.
key-signals-which = đổi danh sách
key-long-signals-which = Chuyển giữa đã nói, đã vào lệnh, bị từ chối, im lặng và tất cả.
key-signals-chart = biểu đồ
key-long-signals-chart = Xem quyết định đang chọn trên biểu đồ ở khu vực Thị trường.

## Mô hình

key-models-enter = chi tiết
key-long-models-enter = Xem mô hình đang chọn: đường hiệu chỉnh, thành tích thật, các phiên bản.
key-models-retrain = huấn luyện
key-long-models-retrain = Huấn luyện lại mô hình của mã đang chọn; bộ máy vẫn chạy.
key-models-promote = nâng cấp
key-long-models-promote = Đưa ứng viên mới nhất của mã đang chọn vào dùng.
key-models-rollback = quay lại
key-long-models-rollback = Trở về phiên bản mô hình trước đó, có hiệu lực ngay.
key-models-expire = cho nghỉ
key-long-models-expire = Cho mô hình đang chọn nghỉ; mã này im lặng tới khi có mô hình mới.
key-models-drift = đo độ lệch
key-long-models-drift = Đo xem thị trường đã khác lúc mô hình học bao xa.

## Kiểm thử

key-backtest-fill = điền
key-long-backtest-fill = Vào ô đầu tiên để điền cho một lần kiểm thử.
key-backtest-run = chạy
key-long-backtest-run = Chạy kiểm thử với những gì đang điền.
key-backtest-compare = so sánh
key-long-backtest-compare = Đặt hai lần chạy cạnh nhau.

## Nhật ký

key-logs-enter = xem đủ
key-long-logs-enter = Xem cả dòng đang chọn.
key-logs-wrap = xuống dòng
key-long-logs-wrap = Dòng dài xuống dòng, hoặc chạy quá mép phải.
key-logs-which = đổi sổ
key-long-logs-which = Chuyển giữa nhật ký của bộ máy, sổ kiểm toán và mọi việc đã xảy ra.
key-logs-follow = bám dòng mới
key-long-logs-follow = Luôn hiện dòng mới nhất; cuộn lên thì thôi bám.
key-logs-next = chỗ sau
key-long-logs-next = Tới chỗ khớp kế tiếp.
key-logs-previous = chỗ trước
key-long-logs-previous = Về chỗ khớp liền trước.

## Cài đặt

key-settings-enter = đổi
key-long-settings-enter = Đổi mục đang chọn, hoặc cho biết cách đổi nó.
key-settings-which = sang phần khác
key-long-settings-which = Chuyển giữa lựa chọn của bạn, cài đặt của bộ máy, và người với bot.

## Khi xem lại

key-playback-run = chạy / dừng
key-long-playback-run = Cho phần đã ghi chạy, hoặc tạm dừng.
key-playback-forward = tới
key-long-playback-forward = Tới một nến.
key-playback-back = lui
key-long-playback-back = Lui một nến.
key-playback-far_forward = tới 10 nến
key-long-playback-far_forward = Tới mười nến một lúc.
key-playback-far_back = lui 10 nến
key-long-playback-far_back = Lui mười nến một lúc.
key-playback-faster = nhanh hơn
key-long-playback-faster = Chạy nhanh hơn một bậc, đến 1000 lần thời gian thật.
key-playback-slower = chậm hơn
key-long-playback-slower = Chạy chậm hơn một bậc.
key-playback-start = về đầu
key-long-playback-start = Về thời điểm đầu tiên đã ghi.
key-playback-finish = đến cuối
key-long-playback-finish = Đến thời điểm cuối cùng đã ghi.
