"""Other bodies: offices, committees, schools, institutes."""
