"""Small trained models that come with the package, as model files; `netsumiki predict digit-reader picture.png`.

Each is what one command of the repository left behind, weights as they were chosen on validation data:

- `digit-reader`: `make results ARGS="--only digit-reader --runs DIR"`, seed 0, on MNIST.
"""
