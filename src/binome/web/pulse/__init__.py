"""The pulse of the team: a short anonymous questionnaire, and its trend."""
