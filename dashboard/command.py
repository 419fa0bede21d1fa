"""The scrutiny command."""


def main():
    raise SystemExit(0)
