"""`python -m binome`."""

from binome.cli.app import main

main()
