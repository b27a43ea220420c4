"""How English is spelt otherwise: American, abbreviated, in shorthand."""
