"""`python -m alpaca_est` is the command line; `accelerate launch -m alpaca_est check RUN` starts one for each GPU."""

from alpaca_est.cli import main

main(prog_name="alpaca-est")
