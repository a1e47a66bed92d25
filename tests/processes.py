"""Programs that a test starts end with it."""

BOUND = ["setpriv", "--pdeathsig", "KILL"]
"""Before a command: the kernel ends the program when the thread that started it has ended, even by kill -9."""
