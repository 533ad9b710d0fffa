### Các câu lệnh như trợ giúp, bảng lệnh và phòng chat hiển thị, tham số của chúng, và câu trả lời khi làm xong.

## Thị trường

cmd-ping = Bộ máy còn thức không? Trả lời Pong! kèm thời gian phản hồi.
cmd-ping-help = Chỉ hỏi để được trả lời. Cho biết mất bao lâu, tức là mọi câu lệnh khác cũng phải chờ chừng ấy.
cmd-price = Giá hiện tại, biến động 24 giờ, và dự đoán đang nghiêng về đâu.
cmd-price-help = Giá mới nhất của một cặp cùng biến động 24 giờ, cao, thấp, khối lượng, giá quy ra đồng khi biết tỷ giá, và dự đoán gói trong một câu. Ví dụ: gia BTC
cmd-predict = Dự đoán cho một cặp: hướng, xác suất, phiếu của từng mô hình, lý do.
cmd-predict-help = Dự đoán mới nhất trên nến đã đóng: xác suất đã hiệu chỉnh so với sàn, phiếu của từng mô hình, trọng số và năm thành phần, cắt lỗ và chốt lời, thành tích ở bậc này. Chưa đủ tin cậy thì nói rõ và đứng ngoài. Ví dụ: dudoan BTC
cmd-movers = Các mã tăng và giảm mạnh nhất trong 24 giờ qua.
cmd-movers-help = Các cặp đang theo dõi xếp theo biến động 24 giờ, tăng trước, giảm sau. Ví dụ: biendong 5
cmd-signals = Các tín hiệu gần đây, kèm lý do và kết cục của từng cái.
cmd-signals-help = Tín hiệu đã nói ra, mới nhất trước, cho một cặp hoặc tất cả: hướng, độ tin cậy, có vào lệnh không và vì sao, về sau đúng hay sai, và mã số để xem lại bằng giaithich. Xem riêng loại khác bằng traded (đã vào lệnh), refused (không vào lệnh), silent (im lặng) hoặc all (tất cả). Ví dụ: tinhieu BTC refused 20
cmd-explain = Tất cả những gì đứng sau quyết định mới nhất của một cặp, hoặc một quyết định cũ.
cmd-explain-help = Quyết định mới nhất kèm mọi thứ tạo nên nó: phiếu, những đặc trưng đẩy lên hay kéo xuống bao nhiêu điểm (theo riêng mô hình hồi quy), năm thành phần của trọng số, lợi thế kỳ vọng, mức hòa vốn, thành tích ở bậc này, tuổi mô hình và dữ liệu. Thêm mã của một quyết định cũ (4 ký tự đầu là đủ) thì xem lại đúng quyết định ấy, như sổ đã ghi. Ví dụ: giaithich ETH 7f3a
cmd-depth = Sổ lệnh của một cặp: giá chờ mua và chờ bán tốt nhất.
cmd-depth-help = Các mức giá chờ mua và chờ bán tốt nhất lúc này, mỗi mức bao nhiêu. Thị trường demo và bản ghi không có sổ lệnh. Ví dụ: solenh BTC
cmd-chart = Biểu đồ một cặp với chỉ báo và các lần vào ra.
cmd-chart-help = Nến cùng đường trung bình và dải, điểm vào, điểm ra, cắt lỗ và chốt lời. Không ghi khung thì dùng khung bộ máy đang chạy. Ví dụ: bieudo BTC 1h

## Sổ sách

cmd-positions = Các vị thế đang mở và giá trị lúc này.
cmd-positions-help = Từng vị thế: chiều, khối lượng, giá vào, giá hiện tại, lãi lỗ tạm tính, cắt lỗ, chốt lời; và phần vốn đang dùng.
cmd-orders = Các lệnh gần đây, lệnh chưa xong xếp trước.
cmd-orders-help = Lệnh kèm trạng thái và phần đã khớp. Lệnh chưa xong xếp trước. Ví dụ: lenh 20
cmd-trades = Các giao dịch đã đóng, lãi lỗ sau phí.
cmd-trades-help = Mới nhất trước: khối lượng, giá vào, giá ra, phí, kết quả và vì sao thoát. Ví dụ: giaodich 20
cmd-equity = Đường vốn của ví theo thời gian.
cmd-equity-help = Vốn (tiền mặt cộng vị thế) và mức sụt giảm từ đỉnh, từ lúc ví được mở đến bây giờ.
cmd-balance = Số dư của ví: tiền mặt, vị thế, vốn và mức sụt giảm.
cmd-balance-help = Tiền mặt cộng giá trị vị thế đang mở là vốn; kèm lãi lỗ từ đầu và khoảng cách tới đỉnh. Mỗi thị trường và mỗi chế độ có một ví riêng.
cmd-profit = Lãi lỗ theo ngày, tuần hoặc tháng.
cmd-profit-help = Số giao dịch, số lần thắng, kết quả và phí của từng ngày, tuần, tháng (day, week, month), mới nhất trước. Ví dụ: lailo week 8
cmd-performance = Kết quả theo mã, theo bậc khuyến nghị hoặc theo cách thoát lệnh.
cmd-performance-help = Gom các giao dịch đã đóng, cho biết số giao dịch, tỷ lệ thắng kèm khoảng tin cậy 95%, và lãi lỗ. Ví dụ: hieusuat exit
cmd-stats = Toàn bộ thành tích: dự đoán, lần đúng, giao dịch, phí, mức sụt giảm.
cmd-stats-help = Đã dự đoán, đã nói và đã chấm bao nhiêu, lời đã nói đúng được mấy phần, giao dịch đem về bao nhiêu sau phí, và lần sụt giảm lớn nhất.
cmd-scoreboard = Mọi tín hiệu từng nói ra, đã chấm đúng sai, nối thành chuỗi băm.
cmd-scoreboard-help = Thành tích của tất cả tín hiệu đã nói, theo bậc tin cậy và từng cái một. Mỗi dòng mang mã băm của dòng trước, nên không dòng nào sửa hay bỏ đi mà không lộ.

## Sức khỏe

cmd-models = Mô hình đang dùng của từng cặp: phiên bản, tuổi, độ đúng, hiệu chỉnh.
cmd-models-help = Những gì đo được khi huấn luyện, trên nến mà mô hình chưa từng thấy, và mô hình đã bao nhiêu tuổi. Cũng cho biết lần huấn luyện đang chạy. Thêm một mã thì hiện đầy đủ mô hình của mã ấy: từng thành viên, thành tích và hiệu chỉnh từ khi dùng, độ lệch, các phiên bản. Ví dụ: mohinh BTC
cmd-drift = Thị trường đã lệch bao xa so với lúc mô hình học.
cmd-drift-help = So đầu vào và kết quả gần đây với lúc huấn luyện. Ví dụ: dolech BTC
cmd-status = Toàn cảnh: trạng thái, kết nối, vốn, vị thế.
cmd-status-help = Bộ máy đang làm gì, trên thị trường nào, bằng tiền của ai, từ bao giờ, và đã thấy bao nhiêu.
cmd-health = Cái gì chạy tốt, cái gì không.
cmd-health-help = Kết nối thị trường, cơ sở dữ liệu, mô hình và các trục trặc đang có, kèm bộ nhớ và thời gian ra quyết định. Sẵn sàng nghĩa là ngay lúc này có thể lên tiếng.
cmd-logs = Những dòng nhật ký mới nhất.
cmd-logs-help = Dòng cũ hơn ở trên. Thông tin bí mật không bao giờ hiện ra. Ví dụ: nhatky 50
cmd-risk = Các giới hạn rủi ro và đã dùng tới đâu.
cmd-risk-help = Phần vốn đã dùng, số vị thế, mức sụt giảm và lỗ trong ngày, mỗi thứ kèm giới hạn của nó, cùng mức cắt lỗ và chốt lời thường dùng.
cmd-config = Mọi cài đặt và nguồn của từng cái.
cmd-config-help = Tên, giá trị và nguồn (dòng lệnh, biến môi trường, .env hay mặc định). Thông tin bí mật chỉ cho biết đã đặt hay chưa.
cmd-audit = Ai đã yêu cầu gì và kết quả ra sao.
cmd-audit-help = Mọi câu lệnh có thay đổi gì đó, đã làm, bị từ chối hay bị lỗi, mới nhất trước, và chuỗi băm còn nguyên hay không. Ví dụ: kiemtoan 50

## Điều khiển

cmd-pause = Không vào lệnh mới; cắt lỗ và chốt lời vẫn chạy.
cmd-pause-help = Bộ máy vẫn theo dõi, dự đoán và thoát theo cắt lỗ hay chốt lời, nhưng không mở gì thêm. Khởi động lại vẫn giữ nguyên. Ví dụ: tamdung tối nay có tin
cmd-resume = Giao dịch trở lại.
cmd-resume-help = Đưa bộ máy về trạng thái đang chạy, từ bất kỳ trạng thái nào. Ví dụ: tieptuc đã yên
cmd-reduce = Không vào lệnh mới, và đóng dần vị thế lúc ít tốn nhất.
cmd-reduce-help = Như tạm dừng; ngoài ra các vị thế được đóng vào lúc thoát ít tốn nhất, chậm nhất là khi hết thời hạn.
cmd-halt = Không tự làm gì nữa, chỉ nghe lệnh của người.
cmd-halt-help = Bộ máy không tự vào, không tự thoát. Lệnh cắt lỗ bảo vệ vẫn đặt. Chỉ tieptuc mới chạy lại.
cmd-flatten = Đóng tất cả ngay lập tức rồi dừng hẳn.
cmd-flatten-help = Dừng bộ máy, hủy các lệnh chờ, đóng riêng từng vị thế, kiểm tra lại xem đã hết thật chưa, và báo kết quả từng cái. Một cái lỗi không cản những cái còn lại.
cmd-close = Đóng vị thế của một mã ở giá kế tiếp.
cmd-close-help = Bán hết vị thế của mã này. Các vị thế khác và trạng thái giữ nguyên. Ví dụ: dong BTC
cmd-enter = Mua bằng tay, trong phạm vi tiền trong ví và hạn mức vốn.
cmd-enter-help = Mở vị thế với cắt lỗ và chốt lời thường dùng. Không ghi số tiền thì cỡ lệnh chọn như khi có tín hiệu. Ví dụ: vaolenh BTC 500
cmd-cancel = Hủy các lệnh chờ của một mã; lệnh cắt lỗ bảo vệ vẫn giữ.
cmd-cancel-help = Hủy phần chưa khớp. Lệnh cắt lỗ bảo vệ không bao giờ bị động tới. Ví dụ: huylenh BTC
cmd-adopt = Nhận vào sổ một vị thế tìm thấy trên sàn.
cmd-adopt-help = Dành cho vị thế trên sàn có mà trong sổ không. Từ đó nó được giữ như mọi vị thế khác. Ví dụ: nhan BTC
cmd-writeoff = Xóa khỏi sổ một vị thế không còn tồn tại.
cmd-writeoff-help = Dành cho vị thế trong sổ có mà trên sàn không. Nó được ghi là đã đóng ở giá cuối cùng. Ví dụ: xoaso BTC
cmd-locks = Mã nào đang bị khóa vào lệnh, vì sao và đến bao giờ.
cmd-locks-help = Những mã, hoặc cả sổ, tạm thời không được mở gì: đang nghỉ sau khi thoát, cắt lỗ dồn dập, hay có người chặn.
cmd-unlock = Mở khóa một mã, hoặc tất cả.
cmd-unlock-help = Cho vào lệnh lại trước khi hết giờ. Không ghi mã thì mở hết. Ví dụ: mokhoa BTC
cmd-symbols = Xem, thêm, bớt hoặc chặn các cặp đang theo dõi.
cmd-symbols-help = Cặp mới thêm sẽ được nạp lịch sử và huấn luyện mô hình ngay khi bộ máy đang chạy. Cặp bị chặn vẫn theo dõi nhưng không giao dịch. Ví dụ: ma add DOGE
cmd-paper = Làm lại ví tiền giấy từ đầu, hoặc nạp thêm tiền giấy.
cmd-paper-help = reset đóng sổ và bắt đầu lại với PAPER_CASH hoặc số tiền đã ghi; cash nạp thêm số tiền đó. Thành tích của các tín hiệu vẫn giữ. Ví dụ: tiengiay cash 5000

## Mô hình

cmd-retrain = Huấn luyện lại, một mã hoặc tất cả.
cmd-retrain-help = Huấn luyện chạy ở tiến trình riêng, ưu tiên thấp, bộ máy vẫn làm việc. Mô hình nào tốt hơn thì được đưa vào dùng. Ví dụ: huanluyen BTC
cmd-promote = Tự tay đưa một mô hình đã huấn luyện vào dùng.
cmd-promote-help = Ứng viên mới nhất của mã này trở thành mô hình đang dùng. Ví dụ: nangcap BTC
cmd-rollback = Quay lại phiên bản mô hình trước.
cmd-rollback-help = Cất phiên bản đang dùng, phiên bản trước phục vụ lại ngay, không cần khởi động lại. Ví dụ: quaylai BTC
cmd-expire = Cho một mô hình nghỉ.
cmd-expire-help = Từ đó mã này im lặng cho tới khi huấn luyện xong mô hình mới. Ví dụ: hethan BTC
cmd-label = Tự tay ghi một dự đoán đã thắng hay thua.
cmd-label-help = Dành cho kết quả mà bộ máy không thấy được. Kết quả được đánh dấu là ghi bằng tay. Ví dụ: gannhan 7F3A win
cmd-backtest = Chạy bộ quy tắc trên dữ liệu quá khứ.
cmd-backtest-help = Chạy lại nến cũ y như lúc chạy thật và báo kết quả sau phí. Ví dụ: kiemthu BTC

## Người dùng

cmd-watch = Chỉ nhận tin của những mã đã chọn.
cmd-watch-help = Thêm một mã vào danh sách, gõ lần nữa để bỏ; danh sách rỗng là mọi mã. Chỉ tín hiệu và mô hình theo danh sách này. Ví dụ: theodoi BTC
cmd-alert = Báo khi giá chạm mức.
cmd-alert-help = Báo một lần khi giá lên hoặc xuống tới mức. Ví dụ: canhbao BTC 70000. Không ghi giá: xem các mức đang chờ. Bỏ: canhbao BTC 70000 bỏ, hay canhbao BTC bỏ
cmd-notify = Bạn được báo những gì, có tiếng hay im lặng.
cmd-notify-help = Đặt một loại tin, hay all, thành on (có chuông), silent (im lặng) hoặc off (tắt). Không ghi gì: xem đang đặt ra sao. Ví dụ: thongbao stop im lặng. Giờ yên lặng: thongbao quiet 22-7
cmd-lang = Ngôn ngữ của bạn ở đây.
cmd-lang-help = Được nhớ cho riêng bạn tại nơi này. Không ghi gì thì đổi sang ngôn ngữ kia. Ví dụ: ngonngu en
cmd-whoami = Bộ máy coi bạn là ai, quyền gì.
cmd-whoami-help = Nơi bạn đang dùng, tên, quyền và ngôn ngữ. Mã số hiện ở đây là thứ chủ sở hữu ghi vào cài đặt.
cmd-help = Mọi câu lệnh, hoặc giải thích một câu.
cmd-help-help = Không ghi tên: tất cả những gì bạn được dùng. Có tên, tiếng Việt hay tiếng Anh: giải thích đầy đủ câu đó. Ví dụ: trogiup gia
cmd-start = Lời chào và những gì hỏi được ở đây.
cmd-start-help = Điều đầu tiên một cuộc chat mới nhìn thấy: các câu lệnh bạn được dùng.
cmd-version = Phiên bản của chương trình, của Python và của cơ sở dữ liệu.
cmd-version-help = Hãy gửi kèm mỗi khi báo lỗi.
cmd-role = Ai được làm gì: xem, cấp, thu quyền.
cmd-role-help = Quyền cấp ở đây nằm trong cơ sở dữ liệu và không bao giờ cao hơn chủ sở hữu ghi trong cài đặt. Ví dụ: quyen grant telegram 12345 viewer

## Giữ gìn

cmd-reload = Đọc lại cài đặt mà không khởi động lại.
cmd-reload-help = Cái gì đổi được khi đang chạy thì có hiệu lực ngay; câu trả lời nêu rõ cái nào cần khởi động lại.
cmd-backup = Ghi một bản sao của sổ sách, đã kiểm tra.
cmd-backup-help = Chép trọn một thời điểm của cơ sở dữ liệu, dù đang chạy hay không, kèm bảng mã băm, vào thư mục backups.
cmd-restore = Lấy lại sổ sách từ bản sao.
cmd-restore-help = Thay cơ sở dữ liệu bằng bản sao đã kiểm tra. Bản đang có được giữ lại bên cạnh. Hãy dừng bộ máy trước. Ví dụ: khoiphuc data/backups/TỆP

## Tham số

param-symbol = Một cặp như BTC, BTCUSDT hoặc BTC/USDT
param-limit = Bao nhiêu dòng, từ 1 đến 500
param-which = Loại tín hiệu: đã nói, đã vào lệnh, bị từ chối, im lặng hay tất cả
param-decision = Mã của một quyết định cũ, để xem lại đúng quyết định ấy
param-candles = Bao nhiêu nến, từ 10 đến 1000
param-until = Chỉ các nến đã đóng trước thời điểm này, ví dụ 2026-11-20T08:00 theo giờ của bạn
param-reason = Vì sao; được ghi lại cùng thay đổi
param-timeframe = Khung nến: 1m, 5m, 15m, 1h, 4h, 1d, ...
param-period = Theo ngày (day), tuần (week) hoặc tháng (month)
param-by = Theo mã (symbol), bậc khuyến nghị (tier) hoặc cách thoát (exit)
param-cash = Số tiền tính bằng USDT, như 500
param-action = Làm gì
param-prediction = Mã của dự đoán
param-outcome = Kết quả: win (thắng) hoặc loss (thua)
param-price = Một mức giá, như 67900
param-event = Loại tin, all là tất cả, quiet là giờ yên lặng
param-setting = on (báo), silent (không tiếng) hoặc off (tắt)
param-language = vi hoặc en
param-command = Tên một câu lệnh
param-surface = Người đó ở đâu: discord hay telegram
param-person = Mã số của người đó
param-role = viewer (xem), operator (vận hành) hoặc owner (chủ sở hữu)
param-file = Đường dẫn của bản sao lưu

## Đã xong

done-state =
    Bộ máy: { $state ->
        [RUNNING] { state-running }
        [PAUSED] { state-paused }
        [REDUCING] { state-reducing }
       *[HALTED] { state-halted }
    } (trước đó: { $before ->
        [RUNNING] { state-running }
        [PAUSED] { state-paused }
        [REDUCING] { state-reducing }
       *[HALTED] { state-halted }
    }).
done-close = Đang đóng vị thế { $symbol } ở giá kế tiếp.
done-enter = Đã gửi lệnh mua { $symbol }: khối lượng { $amount }, giá khoảng { $price }.
done-cancel = Số lệnh { $symbol } đã hủy: { $count }. Lệnh cắt lỗ bảo vệ vẫn giữ.
done-unlock = Số khóa đã mở: { $count }.
done-paper =
    { $action ->
        [reset] Ví tiền giấy làm lại từ đầu với { $cash } USDT.
       *[cash] Đã nạp vào ví tiền giấy { $cash } USDT.
    }
done-retrain = Bắt đầu huấn luyện phía sau bộ máy đang chạy; số mô hình cần huấn luyện: { $count }.
done-rollback = { $symbol } đã quay lại mô hình phiên bản { $version }.
done-lang =
    { $language ->
        [vi] Từ giờ bạn sẽ được trả lời bằng tiếng Việt.
       *[en] Từ giờ bạn sẽ được trả lời bằng tiếng Anh.
    }

## Sức khỏe

health-store = Cơ sở dữ liệu ({ $database }) trả lời tốt.
health-models = Cả { $count } cặp đều có mô hình.
health-models-missing = Chưa có mô hình cho: { $symbols }.

done-lang-here = Dòng lệnh nói theo APP_LANG. Muốn đổi hẳn, hãy ghi APP_LANG={ $language } vào .env; muốn đổi một lần, thêm --lang { $language }.
