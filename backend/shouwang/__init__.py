"""守望 Shouwang: keep watch over people who live alone in extreme poverty."""
