"""Does the review find what is unsafe and spare what is not, and does an order hidden in the input stay without effect? Cases: sentences, and orders with where they hide."""
