"""The engine that finds who handles a petition: texts and tables in, ranked units with reasons out.

It reads place, function, level and words of the matter. It never reads who wrote.
"""
