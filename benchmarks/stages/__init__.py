"""The stages that are measured, a module a family: each gives the rows of its table, and says what is compared."""
