"""From the model to a folder of HTML that opens from a disk."""
