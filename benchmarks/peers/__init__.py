"""The programs that vjgraph is measured beside; each gives what vjgraph gives for a corpus, and is held against it."""
