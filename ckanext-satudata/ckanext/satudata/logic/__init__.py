"""CKAN's action API: dictionaries in, library errors out."""
