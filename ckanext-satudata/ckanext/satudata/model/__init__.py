"""Tables. Built and changed by the migrations in ``migration/satudata`` alone."""
