"""自理能力评估: six items, who signed, and the fact that follows; the ten working days from a reported change."""
