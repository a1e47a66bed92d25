"""Clean homes: a township's campaigns, checks of households by a sheet, and points that are redeemed in kind."""
