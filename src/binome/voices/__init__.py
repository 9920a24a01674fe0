"""What people say: the team's short questionnaires, and how they are counted."""
