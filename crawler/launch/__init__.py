"""A new shop beside the live one: two run directories to differences. Pure: nobody is asked."""
