"""What the rules know about Indonesian government: tables to be extended by anyone who knows better."""
