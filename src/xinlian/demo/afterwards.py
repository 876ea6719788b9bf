"""What follows an answer."""
def follow(course, petition, names, rng):
    pass
