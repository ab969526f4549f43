"""What plugin authors test with: contracts, and servers that play the providers."""
