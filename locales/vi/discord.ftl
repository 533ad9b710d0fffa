### Riêng của bot Discord.

discord-page = { $page }/{ $pages }
discord-cut = … còn { $parts } phần nữa. Hỏi hẹp lại để xem hết.
discord-empty = Không có gì để hiện.
