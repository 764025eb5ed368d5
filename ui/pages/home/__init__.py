"""Home: the month at a glance and what to do next."""
