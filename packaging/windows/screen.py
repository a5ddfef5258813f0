"""Uses the Windows program under wine in a terminal, as a newcomer and as a chair would:
screen.py WINE PROGRAM PREFIX HOME. Fails where a screen does not come up, a step is not recorded, a
sleep of the machine is not noticed, or closing the window loses anything. Says how long the sample took."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

wine, program, prefix, home = sys.argv[1:]
ENV = {
    "HOME": home,
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "TERM": "xterm-256color",
    "WINEPREFIX": prefix,
    "WINEDEBUG": "-all",
    "WINEDLLOVERRIDES": "mscoree,mshtml=",
}
PATIENCE = 60  # seconds, at most, for a state to come
SLEPT = 13  # seconds; a beat that is ten seconds late was slept through
sample = os.path.join(os.path.dirname(program), "sample")


def run(*args):
    done = subprocess.run([wine, program, *args], env=ENV, capture_output=True)
    if done.returncode:
        sys.exit(f"under wine: {args} failed:\n{done.stderr.decode()}")
    return done.stdout.decode()


def lines():
    return len(run("log", "SCREEN", "--json").splitlines())


class Screen:
    def __init__(self, *args, **env):
        self.seen, self.ended, self.pressed = b"", False, 0.0
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.execvpe(wine, [wine, program, *args], {**ENV, **env})
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 32, 110, 0, 0))

    def send(self, keys):
        os.write(self.terminal, keys)

    def read(self):
        ready, _, _ = select.select([self.terminal], [], [], 0.2)
        if ready:
            try:
                read = os.read(self.terminal, 65536)
            except OSError:
                read = b""
            self.ended = not read
            self.seen += read

    def until(self, what, reached):
        """Reads what is drawn until a state is reached."""
        end = time.monotonic() + PATIENCE
        while not reached():
            if time.monotonic() > end:
                os.kill(self.child, signal.SIGKILL)
                sys.exit(f"under wine: {what} did not come; the screen said:\n{self.seen[-3000:]!r}")
            self.read()

    def shows(self, text):
        # Where a row is drawn in part, its characters stand apart.
        return all(c.encode() in self.seen for c in text)

    def pressing(self, key, text):
        """Whether the text is there; else the key is pressed once in two seconds. One that comes
        before anybody can have read the step is not taken."""
        if self.shows(text):
            return True
        if time.monotonic() - self.pressed > 2:
            self.pressed = time.monotonic()
            self.send(key)
        return False

    def quit(self):
        self.send(b"\x11")
        self.until("the question before leaving", lambda: self.shows("退出") or self.ended)
        for _ in range(50):
            if self.ended:
                break
            self.send(b"\r")
            self.read()
        self.until("the end", lambda: self.ended)


def processes(word):
    """The program's own processes with a word among their arguments."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            said = open(f"/proc/{pid}/cmdline", "rb").read().split(b"\0")
            environ = open(f"/proc/{pid}/environ", "rb").read()
        except OSError:
            continue
        ours = f"WINEPREFIX={prefix}\0".encode() in environ
        if ours and any(b"yishi.exe" in part for part in said) and word in said:
            found.append(int(pid))
    return found


# A newcomer: the program without a word, the list, the sample by its key.
begun = time.monotonic()
first = Screen(YISHI_STORE="C:\\first")
first.until("the list", lambda: first.shows("演示"))
first.until("the sample", lambda: first.pressing(b"3", "段永祥"))
print(f"under wine: the sample is on the screen {time.monotonic() - begun:.1f} s after the double click", flush=True)
first.quit()

# A chair: the roll, somebody at another terminal, a speech in which the machine sleeps.
run("new", f"{sample}/plan.toml", "--roster", f"{sample}/roster.csv", "--id", "SCREEN")
desk = Screen("open", "SCREEN")
desk.until("the desk", lambda: desk.shows("签到"))
desk.until("the roll", lambda: desk.pressing(b" ", "阿依努尔"))
desk.send(b"\r")
desk.until("the first arrival", lambda: lines() >= 2)
so_far, arrived = lines(), re.search(r'"(P\d\d)"', run("log", "SCREEN", "--json").splitlines()[-1])
others = {f"P{n:02}" for n in range(1, 21)} - {arrived[1]}
# Through the pipe of whoever holds the store.
run("exec", "SCREEN", "--", "present " + " ".join(sorted(others)))
run("exec", "SCREEN", "--", "open")
run("exec", "SCREEN", "--", "give P09")
desk.until("what another terminal did", lambda: lines() >= so_far + 3)
desk.until("the speech", lambda: "王桂英" in desk.seen.decode(errors="ignore"))
for pid in processes(b"SCREEN"):
    os.kill(pid, signal.SIGSTOP)
desk.seen = b""
time.sleep(SLEPT)
for pid in processes(b"SCREEN"):
    os.kill(pid, signal.SIGCONT)
desk.until("the question after a sleep", lambda: desk.shows("发言中断没有计时"))
desk.seen = b""
desk.send(b"1")
# The roll is drawn again where the question stood.
desk.until("the answer", lambda: desk.shows("阿依努尔"))
desk.quit()
run("verify", "SCREEN")
