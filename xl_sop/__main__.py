"""`python -m xl_sop`."""

from xl_sop.cli import main

if __name__ == "__main__":
    main()
