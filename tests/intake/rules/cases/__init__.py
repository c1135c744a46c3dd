"""One client for each row of the safety tables: the rule, its level, and the least that has to be answered."""
