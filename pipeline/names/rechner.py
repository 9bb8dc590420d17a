"""What a process of ours must find in its environment before it computes."""

EIN_FADEN = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")
"""Hold the libraries of linear algebra to one thread: sums come out the same on every machine, and
small products do not wait for threads of each other."""
