"""Imported last by the process that others are copies of: what is kept once asked for is there in all."""

import gc

from pipeline import warmup

warmup.prepare()
gc.enable()  # see `first`
