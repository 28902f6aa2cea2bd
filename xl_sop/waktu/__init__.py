"""A Waktu cell as a duration, working-time profiles, totals."""
