"""What stands round the pages: window, rail, top bar, notices, the list of actions and what is made of it."""
