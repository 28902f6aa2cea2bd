"""The one home of zip parts and XML editing: one part is changed, all others stay byte for byte."""
