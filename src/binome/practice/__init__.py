"""The words of the practice: who may do what, what a visit is, where and when. Imports nothing of ours."""
