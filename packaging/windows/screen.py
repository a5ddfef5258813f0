"""Opens the sample in the Windows program under wine, in a terminal, leads a step, quits:
screen.py WINE PROGRAM PREFIX HOME. Fails where the screen does not come up or the step is not recorded."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time

wine, program, prefix, home = sys.argv[1:]
env = {
    "HOME": home,
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TERM": "xterm-256color",
    "WINEPREFIX": prefix,
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "mscoree,mshtml=",
}
PATIENCE = 60  # seconds, at most, for a state to come


def lines():
    said = subprocess.run(
        [wine, program, "log", "SCREEN", "--json"], env=env, capture_output=True, check=True
    )
    return len(said.stdout.splitlines())


sample = os.path.join(os.path.dirname(program), "sample")
subprocess.run(
    [wine, program, "new", f"{sample}/plan.toml", "--roster", f"{sample}/roster.csv", "--id", "SCREEN"],
    env=env,
    check=True,
    stdout=subprocess.DEVNULL,
)
child, terminal = pty.fork()
if child == 0:
    os.execvpe(wine, [wine, program, "open", "SCREEN"], env)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 32, 110, 0, 0))
seen = b""
ended = False


def until(what, reached):
    """Reads what is drawn until a state is reached."""
    global seen, ended
    end = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
            sys.exit(f"under wine: {what} did not come; the screen said:\n{seen[-3000:]!r}")
        ready, _, _ = select.select([terminal], [], [], 0.2)
        if ready:
            try:
                read = os.read(terminal, 65536)
            except OSError:
                read = b""
            ended = not read
            seen += read


until("the desk", lambda: all(c.encode() in seen for c in "签到"))
# A Space that comes before anybody can have read the step is not taken: it is pressed until it is.
pressed = 0.0


def the_roll():
    """Whether the roll is there; else Space is pressed once in two seconds."""
    global pressed
    # Where a row is drawn in part, its characters stand apart.
    if all(c.encode() in seen for c in "阿依努尔"):
        return True
    if time.monotonic() - pressed > 2:
        pressed = time.monotonic()
        os.write(terminal, b" ")
    return False


until("the roll", the_roll)
os.write(terminal, b"\r")
until("the first arrival", lambda: lines() >= 2)
os.write(terminal, b"\x11")
until("the question before leaving", lambda: all(c.encode() in seen for c in "退出") or ended)
for _ in range(50):
    if ended:
        break
    os.write(terminal, b"\r")
    ready, _, _ = select.select([terminal], [], [], 0.2)
    if ready:
        try:
            ended = not os.read(terminal, 65536)
        except OSError:
            ended = True
until("the end", lambda: ended)
