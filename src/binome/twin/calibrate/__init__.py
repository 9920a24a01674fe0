"""Learning from a practice's own journal: how long things take, who comes, who asks, and how well that predicts."""
