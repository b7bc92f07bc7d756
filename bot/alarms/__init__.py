"""Never silent: what keeps failing is told once to operators and to the channels that wait for it."""
