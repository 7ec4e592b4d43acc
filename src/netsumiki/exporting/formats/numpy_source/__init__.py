"""The pieces of model.py: plain functions on NumPy arrays, of which an export takes those that its network uses."""
