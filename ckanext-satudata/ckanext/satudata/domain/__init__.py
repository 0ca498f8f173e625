"""The rules. Standard library only: no clock, no session, no input or output; time, identity and ids are arguments."""
