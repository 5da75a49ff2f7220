"""Whether the walk itself was sound."""
