"""Cover: a carer hands people to another one for some days, by a signed code that needs no network."""
