"""What is agreed: the aid contract, its dated amounts and objectives, and where it will stand."""
