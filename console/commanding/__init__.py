"""What is typed after ``:``, read and completed. Pure: nothing here knows the screen."""
