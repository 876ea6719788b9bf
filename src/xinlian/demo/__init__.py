"""The demonstration city: invented names, two years of petitions, every figure from records.

``city.generate`` makes it as plain data, without a database; ``load`` puts it into one through
the same commands that staff use.
"""
