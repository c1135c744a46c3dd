"""The tables of the trade, one module a chapter of the rule book, in its order."""
