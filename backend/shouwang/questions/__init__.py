"""疑点: what does not fit together in records, asked of who wrote them. Nobody is judged, and nothing is uncounted."""
