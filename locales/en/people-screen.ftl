### The console's list of who may do what, and short words about people and prices in what happened lately.

people-not-in = not let in
people-knocked = wrote { $count ->
        [one] once
       *[other] { $count } times
    }, last { $at }
people-take-back = take back
people-by-hand = Somebody who never wrote to the bot: type :role grant telegram ID viewer
people-count =
    { $role ->
        [viewer] { $count ->
            [one] 1 viewer
           *[other] { $count } viewers
        }
        [operator] { $count ->
            [one] 1 operator
           *[other] { $count } operators
        }
       *[owner] { $count ->
            [one] 1 owner
           *[other] { $count } owners
        }
    }
people-let-in = let in: { $counts }
short-knock-person = { $name } · ID { $person } · { $surface }
short-knock-place = { $name } · ID { $person } · { $surface } · chat { $place }
short-role-changed =
    { $role ->
        [none] { $person } · { $surface } · role taken back
        [viewer] { $person } · { $surface } · { role-viewer }
        [operator] { $person } · { $surface } · { role-operator }
       *[owner] { $person } · { $surface } · { role-owner }
    }
short-price-reached-above = ▲ rose to { $price }
short-price-reached-below = ▼ fell to { $price }
