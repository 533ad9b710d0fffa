### Bảng "Quyền của từng người" của bảng điều khiển, và lời ngắn về người và báo giá trong "Việc vừa xảy ra".

people-not-in = chưa được vào
people-knocked = nhắn { $count } lần, gần nhất { $at }
people-take-back = thu lại quyền
people-by-hand = Người chưa nhắn cho bot lần nào: gõ :quyen cấp telegram ID người xem
people-count =
    { $role ->
        [viewer] { $count } { role-viewer }
        [operator] { $count } { role-operator }
       *[owner] { $count } { role-owner }
    }
people-let-in = được vào: { $counts }
short-knock-person = { $name } · ID { $person } · { $surface }
short-knock-place = { $name } · ID { $person } · { $surface } · nơi chat { $place }
short-role-changed =
    { $role ->
        [none] { $person } · { $surface } · đã thu quyền
        [viewer] { $person } · { $surface } · { role-viewer }
        [operator] { $person } · { $surface } · { role-operator }
       *[owner] { $person } · { $surface } · { role-owner }
    }
short-price-reached-above = ▲ lên tới { $price }
short-price-reached-below = ▼ xuống tới { $price }
