"""Harms a store as machines do, and looks what the packaged program makes of it; then names, places
and exit codes that differ by system:

    faults.py HOME SAMPLE [--hold HOLDER] -- [RUNNER…] PROGRAM

A short form of tests/it/store and tests/it/cli for systems that those tests do not run on. HOLDER is a
Windows program that keeps a file to itself (windows/hold.c). Fails with what went wrong."""

import os
import shutil
import subprocess
import sys
import time

cut = sys.argv.index("--")
home, sample = sys.argv[1:3]
holder = sys.argv[4] if sys.argv[3] == "--hold" else None
program = sys.argv[cut + 1 :]
is_windows = program[-1].endswith(".exe")
store = os.path.join(home, "faults")
ID = "F-1"


def run(*args, at=store, code=0):
    """What a command said on standard output and error; it must end with this code."""
    done = subprocess.run([*program, "--store", at, *args], capture_output=True)
    out, err = done.stdout.decode(), done.stderr.decode()
    if done.returncode != code:
        sys.exit(f"faults: {args} ended with {done.returncode}, not {code}:\n{out}{err}")
    return out, err


def new(session, at=store, code=0):
    plan, roster = os.path.join(sample, "plan.toml"), os.path.join(sample, "roster.csv")
    return run("new", plan, "--roster", roster, "--id", session, at=at, code=code)


def check(holds, what):
    if not holds:
        sys.exit(f"faults: {what}")


def path(*names):
    return os.path.join(store, *names)


def whole(what, records):
    """The record is all there, and sound."""
    check(len(run("log", ID, "--json")[0].splitlines()) == records, f"{what}: records are lost")
    run("verify")


new(ID)
run("exec", ID, "-f", os.path.join(sample, "transcript.yishi"))
records = len(run("log", ID, "--json")[0].splitlines())
journal = path("journal", f"{ID}.jsonl")
sound = open(journal, "rb").read()

# A write that was cut off, as a power cut leaves it; and the next act behind it.
with open(journal, "ab") as file:
    file.write(sound.splitlines(True)[-1][:40])
whole("a torn line", records)
run("exec", ID, "--", "note 记一笔")
records += 1
whole("an act after a torn line", records)

# Either copy is made anew from the other.
shutil.rmtree(path("sled"))
whole("no database", records)
os.remove(journal)
whole("no journal", records)
check(os.path.exists(journal), "the journal is not made anew")

# A byte that the disk changed.
bytes_ = bytearray(open(journal, "rb").read())
bytes_[len(bytes_) // 2] ^= 0x20
open(journal, "wb").write(bytes_)
_, told = run("list")
whole("a changed byte", records)
check(os.listdir(path("quarantine")), "the original of what was mended is not kept")

# Both copies lost the end: that is told, and nothing goes on behind it in silence.
kept = shutil.copytree(store, store + "-kept")
lines = open(journal, "rb").read().splitlines(True)
open(journal, "wb").write(b"".join(lines[:-5]))
shutil.rmtree(path("sled"))
run("verify", code=1)
run("exec", ID, "--", "note 不该记下", code=1)
shutil.rmtree(store)
os.rename(kept, store)
whole("the copy that was kept", records)

# Names that some systems take for something else.
for name in ["CON", "nul.x", "com²", "a.", "..", "a b", "a:b", ID.lower()]:
    out, err = new(name, code=2)
    check(out == "" and name in err, f"{name} is not refused by its name: {err}")

# A store deep in its folders, beyond what elder programs of Windows can name.
deep = os.path.join(home, *["很深的文件夹" * 6 + str(n) for n in range(8)])
new(ID, at=deep)
run("exec", ID, "--", "note 深处", at=deep)
run("verify", at=deep)
run("backup", "-o", os.path.join(deep, "全部.yishi"), at=deep)

# A place that is copied to a cloud works, and is warned of.
_, err = new(ID, at=os.path.join(home, "OneDrive - 街道办", "store"))
check("OneDrive" in err, f"no word of OneDrive: {err}")

# Codes and streams: nothing on standard output where a command fails; UTF-8 everywhere.
for args, code in [(["show", "NOBODY"], 2), (["exec", ID, "--", "vote 没有"], 2), (["exec", ID, "--", "open"], 3), (["frobnicate"], 2)]:
    out, err = run(*args, code=code)
    check(out == "" and err, f"{args}: {out}{err}")
check("槐树湾" in run("show", ID)[0], "what is shown is not UTF-8")

if holder:
    for name in ["HEADS", "LOCK", "FORMAT", f"journal/{ID}.jsonl", "sled/db"]:
        held = subprocess.Popen([*program[:-1], holder, path(*name.split("/")), "700"], stdout=subprocess.PIPE)
        check(held.stdout.readline().strip() == b"held", f"{name} could not be held")
        begun = time.monotonic()
        run("exec", ID, "--", "note 有人占着")
        held.wait()
        records += 1
        whole(f"{name} was held for a moment ({time.monotonic() - begun:.1f} s)", records)
