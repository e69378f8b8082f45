"""Research: a folder of sources becomes documents, passages with embeddings, and a cited brief."""
