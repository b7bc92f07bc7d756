"""What we can know and say about commits: pure, on frozen data, with two holes for the world."""
