"""Chinese text: normalising what comes in, n-grams, names of things and places."""
