"""The programs that ours are compared with."""
