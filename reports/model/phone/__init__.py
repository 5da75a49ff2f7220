"""What a phone showed: pictures with what is wrong on them, changes, journeys, speed, coverage."""
