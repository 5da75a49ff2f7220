"""A shop that scripts build in the browser, and one that is half built by the server."""
