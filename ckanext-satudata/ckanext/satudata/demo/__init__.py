"""The demo: the fictional Kabupaten Sukamaju (*data rekaan*), its people, its files, and how they walk."""
