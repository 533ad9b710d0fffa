"""What the chat faces share: reading lines, asking again, and answers as cards."""
