"""The engine that finds which petitions are about the same matter: arrays in, arrays out.

It reads the thing complained of, its place and the subject. It never reads who wrote.
"""
