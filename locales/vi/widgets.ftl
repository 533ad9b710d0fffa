### Bảng, đường, thanh và nhật ký: những gì chính các khung vẽ ra.

widget-filter = lọc { $filter } · { $shown } trên { $all }
widget-no-match = Không có dòng nào khớp { $filter }.
widget-new-lines = { $count } dòng mới
widget-search = tìm { $text } · { $at } trên { $all }
widget-search-none = tìm { $text } · không thấy
widget-no-data = Chưa có số liệu
widget-no-log = Nhật ký còn trống.
widget-claimed = đã nói
widget-came-true = đúng thật
widget-interval = khoảng 95%
widget-as-claimed = khớp
widget-more = hơn
widget-less = kém
widget-bin = Bậc
widget-count = lần
widget-no-cases = chưa có lần nào
