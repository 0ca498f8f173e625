"""Files of every container, made byte by byte when a test asks for them."""
