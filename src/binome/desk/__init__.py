"""What people do now: visits, steps, days, bookings."""
