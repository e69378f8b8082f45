"""How good the output is: suites of cases, metrics, intervals and gates."""
