"""The intake as forms: one class a section, a question a field."""
