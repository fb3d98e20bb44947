"""How soon the command line answers: `python -m benchmarks.startup`. Ends with 1 if a target is missed."""

import statistics
import subprocess
import sys
import time

REPEATS = 7
HELP, IMPORT = 0.3, 0.15


def seconds(code: str, *words: str) -> float:
    """The median time of a Python process that runs this code."""
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code, *words], check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    """Print the table."""
    bare = seconds("pass")
    shown = seconds("from alpaca_est.cli import main; main()", "--help")
    imported = seconds("import alpaca_est") - bare
    print(f"--help                               {shown:.3f} s   at most {HELP} s")
    print(f"import alpaca_est beyond bare Python {imported:.3f} s   at most {IMPORT} s")
    sys.exit(shown > HELP or imported > IMPORT)


if __name__ == "__main__":
    main()
