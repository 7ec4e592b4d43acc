"""A classifier of points and other numbers, used from the terminal."""


def main(model, arguments):
    """python model.py 0.3 -0.2"""
    import argparse

    parser = argparse.ArgumentParser(description="Say to which class an example belongs.")
    parser.add_argument("numbers", nargs="*", type=float, metavar="NUMBER")
    parser.add_argument("--check", action="store_true", help="answer the ten golden samples, and compare")
    asked = parser.parse_args(arguments)
    if asked.check:
        print(f"largest difference on the golden samples: {model.check():.2g}")
        return
    try:
        said = model.predict(asked.numbers)
    except ValueError as error:
        raise SystemExit(str(error)) from None
    for label, share in sorted(zip(model.class_names, said.probabilities), key=lambda pair: -pair[1]):
        print(f"{label} {share:.1%}")
