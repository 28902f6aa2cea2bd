"""VBA source as text, and the program that builds the add-in and the macro template, without Excel."""
