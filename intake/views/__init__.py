"""Pages of clients' intakes."""
