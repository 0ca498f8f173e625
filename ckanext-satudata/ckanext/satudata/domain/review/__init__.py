"""Review (pengajuan): one run of an SOP over one draft."""
