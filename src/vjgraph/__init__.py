"""vjgraph: annotated diplomatic news as a knowledge graph; every edge names its source, paragraph and words."""
