"""A spa that never was: people, clients and a month of visits, to try the desk with. Written through its operations."""
