"""The steps that bring a database from one release's shape to the next; see `README.md` beside this."""
