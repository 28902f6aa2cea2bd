"""Book → [Document]: find the blocks by their words, then one module per block."""
