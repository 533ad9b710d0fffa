"""Who is who in chats: roles, allowed places, what each person and chat chose, and what was agreed to."""
