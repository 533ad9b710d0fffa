"""What happened, told to those who want to know: chosen by each mailbox, kept until delivered."""
