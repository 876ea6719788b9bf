"""How a petition finds its unit, is answered, reviewed and rated, and what its clocks say."""
