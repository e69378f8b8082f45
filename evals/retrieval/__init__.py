"""Does the search find the passages of the sample library that answer a query? Cases: hand-written queries with exact quotes, and some that the library does not cover."""
