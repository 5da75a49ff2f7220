"""Turning facts into findings. One file a check, in the folder of its family."""
