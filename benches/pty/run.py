#!/usr/bin/env python3
"""Measures yishi, in a real terminal beside other programs and from within, and prints all its targets.

  benches/pty/run.py [-r ROUNDS] [--quick] [--peers vim,nvim,…] [--before out.json] [-o out.json]
                     [--binary FILE --benches FOLDER] [--no-build]

Builds the benchmarks `figures` and `attached`, and the program from nothing (or takes those that are
named: a program, and a folder with the two), prepares stores of several sizes, lets all programs take
turns, runs the benchmarks, and prints one table, a row a target: figure, the figure of an earlier run,
what it is held against in the same run, the target, met or MISSED. Peers that are not installed are left
out, and that is said. Python 3.11's standard library only; Linux only. Debian's packages for all peers:
vim neovim nano micro kakoune emacs-nox.
"""
import argparse, json, math, os, random, re, shutil, signal, statistics, subprocess, sys, tempfile, time
import tomllib, types

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
import tuibench as tb

SAMPLE = os.path.join(ROOT, "assets/sample/huaishuwan")
ID = "HSW-2026-004"
SAID = "建议夜间21:00至次日7:00错时开放，商户卸货改到6:30以前，由社区和交警一起划线，试行3个月再评估。"
HOMES = [10, 100, 1_000, 10_000]
PEERS = ["nano", "vim", "nvim", "micro", "kak", "emacs"]


class Stores:
    """Stores of several sizes, made by the program itself; each measurement gets a copy. They are made
    in memory where there is such a place, since every line of them is synced; `settle` puts them on
    the disk, where they are measured."""

    def __init__(self, binary, folder):
        self.binary, self.settled = binary, folder
        self.folder = tempfile.mkdtemp(prefix="yishi-pty-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None)

    def settle(self):
        for name in os.listdir(self.folder):
            shutil.move(os.path.join(self.folder, name), os.path.join(self.settled, name))

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, store, *args, stdin=None):
        done = subprocess.run([self.binary, "--store", store, *args], input=stdin, text=True,
                              env={**os.environ, "YISHI_LANG": "zh-CN", "HOME": self.folder},
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if done.returncode:
            sys.exit(f"yishi {' '.join(args[:3])}: {done.stderr.strip()[:400]}")
        return done.stdout

    def path(self, name):
        return os.path.join(self.folder, name)

    def new(self, store, plan=None, roster=None, *more):
        plan = plan or os.path.join(SAMPLE, "plan.toml")
        self.run(store, "new", plan, "--roster", roster or os.path.join(SAMPLE, "roster.csv"), *more)

    def sample(self, name="sample", more=()):
        """The sample meeting as far as 15:05, everybody here, nobody speaking."""
        store = self.path(name)
        self.new(store)
        with open(os.path.join(SAMPLE, "transcript.yishi"), encoding="utf-8") as f:
            lines = f.read().split("\n")[:60]
        self.run(store, "exec", ID, "-f", "-", stdin="\n".join([*lines, *more]) + "\n")
        return store

    def long(self, name, events):
        """The same with notes until its record has so many lines."""
        notes = [f'@{15 + i // 21600}:{i // 360 % 60:02}:{i // 6 % 60:02} note "第{i}条：{SAID}"' for i in range(events - 59)]
        return self.sample(name, notes)

    def crowd(self, name, people, speeches=0):
        """A meeting of so many people, open, with so many speeches."""
        store, roster = self.path(name), self.path(name + ".csv")
        groups = ["利益相关方", "议事会成员", "职能部门"]
        with open(roster, "w", encoding="utf-8") as f:
            f.write("编号,姓名,识别说明,组别,联系电话\n")
            for i in range(1, people + 1):
                f.write(f"P{i:02},{'王李张刘陈杨赵黄周吴'[i % 10]}{'宪明晓燕正清慧敏海'[i % 9]}{'生文静志远'[i % 5]},{i}号,{groups[i % 3]},1000000{i:04}\n")
        with open(os.path.join(SAMPLE, "plan.toml"), encoding="utf-8") as f:
            plan = re.sub(r'(?m)^scrutineers.*$', "", f.read())
        planned = self.path(name + ".toml")
        with open(planned, "w", encoding="utf-8") as f:
            f.write(plan)
        self.new(store, planned, roster)
        ids = [f"P{i:02}" for i in range(1, people + 1)]
        lines = ["@14:00 present " + " ".join(ids[i:i + 500]) for i in range(0, people, 500)] + ["@14:30 open", "@14:31 agenda start 6"]
        for i in range(speeches):
            who, at = ids[1 + i % (people - 1)], 14 * 3600 + 32 * 60 + i * 2
            clock = f"@{at // 3600}:{at // 60 % 60:02}:{at % 60:02}"
            if i and i % (2 * (people - 1)) == 0:        # everybody has spoken twice to this item
                lines.append(f"{clock} agenda next")
            lines += [f"{clock} give {who} kind=discussion stance=for", f'{clock} say {who} "{SAID}"', f"{clock} finish"]
        self.run(store, "exec", ID, "-f", "-", stdin="\n".join(lines) + "\n")
        return store

    def many(self, name, sessions, figures):
        """The sample and planned sessions."""
        store = self.sample(name)
        subprocess.run([figures, f"--add={sessions - 1}", store], check=True)
        self.run(store, "list")


def answers(s, keys, wait=0.12):
    """Microseconds from each key to the end of the frame that answers it."""
    took = []
    for key in keys:
        s.quiet(60, 500)
        n = len(s.chunks)
        t = s.send(key)
        # A frame of few bytes has no marks.
        s.pump(t + int(wait * 1e9), stop=lambda: b"\x1b[?2026l" in s.chunks[-1][1] or len(s.chunks[-1][1]) <= 64)
        if len(s.chunks) > n:
            took.append((s.chunks[-1][0] - t) / 1e3)
        s.sleep(0.03)
    return took


def t_answers(name, cfg, opt, setup, keys):
    s = tb.Session(name, {**cfg, "setup": setup}, opt).spawn()
    try:
        s.ready()
        return tb.pct(answers(s, keys), 50)
    finally:
        s.close()


def t_act(name, cfg, opt, n=12):
    """Milliseconds from F2 to the text in the record on the screen, and of raw append and fdatasync."""
    s = tb.Session(name, cfg, opt).spawn()
    try:
        s.ready()
        sends, floor = [], []
        with open(os.path.join(s.dir, "floor"), "wb") as f:
            for i in range(n):
                t = tb.NOW()
                f.write(b"x" * 600), f.flush(), os.fdatasync(f.fileno())
                floor.append((tb.NOW() - t) / 1e6)
                s.send("这是一条记录")
                s.quiet(700, 1500)                       # its draft is on disk before the act
                t = s.send("\x1bOQ", "save")
                s.sleep(0.25)
                sends.append((t, "在这里写"))                 # the editor is empty again
        seen = tb.seen_times(s, sends)
        took = [(b - a[0]) / 1e6 for a, b in zip(sends, seen) if b]
        return {"act_ms": tb.pct(took, 50), "act_missed": len(sends) - len(took), "act_floor_ms": tb.pct(floor, 50)}
    finally:
        s.close()


def t_undo(name, cfg, opt, n=8):
    """Milliseconds from Ctrl-Z and Ctrl-Y to the line gone and back, both on disk before."""
    line = "要撤销的一行"
    s = tb.Session(name, cfg, opt).spawn()
    try:
        s.ready()
        s.send(line)                                     # a note, which is the last line of the record
        s.quiet(700, 1500)                               # its draft is on disk before the act
        s.send("\x1bOQ")
        s.quiet(700, 1500)
        s.send("\x1b")
        s.quiet(300, 1500)
        sends = []
        for _ in range(n):
            for key, there in (("\x1a", False), ("\x19", True)):
                sends.append((s.send(key), there))
                s.sleep(0.3)
        took, waits = [], list(sends)

        def on_chunk(ts, scr, d):
            scr.feed(d)
            # Behind its time: what was taken back is told as well.
            there = re.search(r"\d\d:\d\d " + line, scr.text()) is not None
            if waits and ts > waits[0][0] and not scr.sync and there == waits[0][1]:
                took.append((ts - waits.pop(0)[0]) / 1e6)
        tb.replay(s, sends[0][0], on_chunk)
        return tb.pct(took, 50) if not waits else None
    finally:
        s.close()


def command(argv, env, rounds):
    took = []
    for _ in range(rounds):
        folder = tempfile.mkdtemp()
        t = tb.NOW()
        done = subprocess.run([a.replace("{out}", folder + "/all") for a in argv], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        took.append((tb.NOW() - t) / 1e6)
        shutil.rmtree(folder)
        if done.returncode:
            return None
    return statistics.median(took)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("-r", "--rounds", type=int, default=3)
    ap.add_argument("--quick", action="store_true", help="one round, few keys, no long stores, no benchmarks")
    ap.add_argument("--no-build", action="store_true", help="no build from nothing: what is there is built on")
    ap.add_argument("--before", metavar="FILE", help="an earlier -o, shown beside this run")
    ap.add_argument("--peers", default=",".join(PEERS))
    ap.add_argument("--binary", help="the program to measure, instead of building it")
    ap.add_argument("--benches", metavar="FOLDER", help="where `figures` and `attached` are, instead of building them")
    ap.add_argument("--nice", type=int, default=0, help="of all programs measured, below 0 as root on a busy machine")
    ap.add_argument("-o", "--out")
    a = ap.parse_args()
    work = tempfile.mkdtemp(prefix="yishi-pty-")
    try:
        # The benchmarks put a program of theirs where cargo puts the release program: first these, then that.
        if not a.quick:
            a.benches = benches(a.benches)
        binary, seconds = (a.binary, None) if a.binary else built(work, anew=not (a.quick or a.no_build))
        os.setpriority(os.PRIO_PROCESS, 0, a.nice)
        measure(a, os.path.abspath(binary), seconds, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def benches(folder):
    """The programs of the benchmarks by name: those in a folder, or those that cargo builds."""
    names = ("figures", "attached")
    if folder:
        return {name: os.path.abspath(os.path.join(folder, name)) for name in names}
    built = subprocess.run(["cargo", "bench", "--locked", "--no-run", "--message-format=json", *(x for n in names for x in ("--bench", n))],
                           cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    made = [m for m in map(json.loads, built.stdout.splitlines()) if m.get("executable") and m["target"]["name"] in names]
    return {m["target"]["name"]: m["executable"] for m in made}


def inside(a, binary, work):
    """The rows of `figures` and `attached`, which say the figure, against what, the target and the verdict."""
    rows, path = [], os.path.join(work, "rows")
    # The papers, by format and size, are a table of their own: `cargo bench --bench figures export`.
    groups = ["record", "store", "many", "screen", "minutes", "frames", "text", "search"]
    for name, more in (("figures", groups), ("attached", [])):
        print(f"  {name}", file=sys.stderr)
        done = subprocess.run([a.benches[name], *more, "--rows=" + path], stdout=sys.stderr,
                              env={**os.environ, "YISHI_BENCH_PROGRAM": binary, "TMPDIR": work})
        if done.returncode:
            rows.append((name, "-", "it failed", "-", "-"))
        if os.path.exists(path):
            with open(path, encoding="utf-8") as f:
                rows += [tuple(line.rstrip("\n").split("\t")) for line in f]
            os.remove(path)
    return rows


def built(work, anew):
    """The release program, and the seconds that it took from nothing; the sources of the crates are there already."""
    target = os.path.join(work, "target") if anew else os.environ.get("CARGO_TARGET_DIR", os.path.join(ROOT, "target"))
    subprocess.run(["cargo", "fetch", "--locked"], cwd=ROOT, check=True)
    t = tb.NOW()
    subprocess.run(["cargo", "build", "--release", "--locked", "--offline", "--target-dir", target], cwd=ROOT, check=True)
    return os.path.join(target, "release/yishi"), (tb.NOW() - t) / 1e9 if anew else None


def slope(points):
    """The exponent of growth of (size, value); None where a value is missing."""
    if any(v is None for _, v in points):
        return None
    return statistics.linear_regression([math.log(n) for n, _ in points], [math.log(v) for _, v in points]).slope


def measure(a, binary, seconds, work):
    rounds, keys = (1, 30) if a.quick else (a.rounds, 100)
    opt = types.SimpleNamespace(cols=100, rows=30, tmp=work, cfgdir=HERE, pin=False, keys=keys, starts=3 if a.quick else 5,
                                burst=1000, saves=8, idle=10 if a.quick else 60, idle_par=6, seed=1)
    tb._prctl(36, 1, 0, 0, 0)
    subprocess.run(["cc", "-O2", "-o", os.path.join(work, "floor"), os.path.join(HERE, "floor.c")], check=True)
    with open(os.path.join(HERE, "programs.toml"), "rb") as f:
        progs = tomllib.load(f)
    progs["echo-c"]["argv"] = [os.path.join(work, "floor")]
    peers = [p for p in a.peers.split(",") if p]
    for p in [p for p in peers if not shutil.which(progs[p]["argv"][0])]:
        peers.remove(p)
        print(f"not installed, left out: {p}", file=sys.stderr)

    print("preparing stores", file=sys.stderr)
    stores = Stores(binary, work)

    def yishi(store, **more):
        cfg = {k: (v if not isinstance(v, str) else v.replace("{sample}", store)) for k, v in progs["yishi"].items()}
        cfg["argv"] = [x.replace("{yishi}", binary) for x in cfg["argv"]]
        return {**cfg, **more}

    try:
        stores.sample()
        if not a.quick:
            for n in HOMES:
                stores.many(f"home-{n}", n, a.benches["figures"])
            stores.long("mid", 5_000)
            stores.long("long", 100_000)
            stores.crowd("crowd", 10_000)
            stores.crowd("hall", 1_000, 2_000)
        stores.settle()
    finally:
        stores.close()
    at = lambda name: os.path.join(work, name)
    sample = yishi(at("sample"))
    home = {"argv": [binary, "--store", "{tmp}/store"], "setup": [], "no_type": True}
    ys = {"yishi": sample, "yishi home": {**sample, **home}}
    big = {}
    if not a.quick:
        for n in HOMES:
            ys[f"yishi home, {n} sessions"] = yishi(at(f"home-{n}"), **home)
        ys["yishi 5,000 events"] = yishi(at("mid"))
        big = {"10,000 people": yishi(at("crowd")), "100,000 lines": yishi(at("long"))}
        ys["yishi 100,000 events"] = big["100,000 lines"]
    got = {}

    def keep(name, values):
        for k, v in (values or {}).items():
            if isinstance(v, (int, float)) and not isinstance(v, bool):
                got.setdefault((name, k), []).append(v)
            elif v is None:
                got.setdefault((name, k), [])

    def attempt(name, what, work):
        signal.signal(signal.SIGALRM, tb.alarm)
        signal.alarm(180)
        try:
            values = work()
            keep(name, values)
        except (tb.Gone, RuntimeError, AttributeError, TypeError) as e:
            print(f"! {name} {what}: {str(e).splitlines()[0][:200]}", file=sys.stderr)
        finally:
            signal.alarm(0)
        print(f"  {what:8s} {name}", file=sys.stderr)

    for rnd in range(rounds):
        order = ["echo-c", "yishi", *peers]
        random.Random(rnd).shuffle(order)
        cfg = lambda n: sample if n == "yishi" else progs[n]
        for n in order:
            attempt(n, "type", lambda: tb.t_type(n, cfg(n), opt, random.Random(1000 + rnd)))
        for n in order:
            if n != "echo-c":
                attempt(n, "burst", lambda: tb.t_burst(n, cfg(n), opt, random.Random(2000 + rnd), False))
                attempt(n, "paste", lambda: tb.t_burst(n, cfg(n), opt, random.Random(3000 + rnd), True))
        for n in [*ys, *peers]:
            one = types.SimpleNamespace(**{**vars(opt), "starts": 2 if "100,000" in n else opt.starts})
            attempt(n, "start", lambda: tb.t_start(n, {**(ys.get(n) or progs[n]), "no_type": True}, one))
        attempt("yishi", "act", lambda: t_act("yishi", sample, opt))
        if not a.quick:
            for n in ("yishi 5,000 events", "yishi 100,000 events"):
                attempt(n, "undo", lambda: {"undo_ms": t_undo("yishi", ys[n], opt)})
        down = ["\x1b[B", "\x1b[B", "\x1b[6~", "\x1b[A"] * 5
        for view in ("3", "8"):
            for n, c in [("sample", sample), *big.items()]:
                setup = [view, {"quiet": 0.3}]
                attempt(n, "scroll " + view, lambda: {"scroll_" + view: t_answers("yishi", c, opt, setup, down)})
        for n, c in big.items():
            attempt(n, "type", lambda: tb.t_type(n, c, opt, random.Random(1000 + rnd)))
    speaking = {**sample, "setup": ["\x1bOR", {"quiet": 0.4}, "赵", {"quiet": 0.3}, "\r", {"quiet": 0.4}, "\x1bOQ", {"quiet": 0.4}]}
    idle = {"yishi idle": {**sample, **home}, "yishi clock": {**speaking, "no_type": True},
            **({"yishi 100,000 events": {**ys["yishi 100,000 events"], "no_type": True}} if not a.quick else {})}
    for n, r in tb.t_idle_batch(list(idle.items()), opt).items():
        keep(n, r)
    env = {**os.environ, "YISHI_LANG": "zh-CN", "HOME": work}
    export = lambda store: [binary, "--store", store, "export", ID, "all", "-o", "{out}"]
    keep("export", {"sample_ms": command(export(at("sample")), env, 3)})
    if not a.quick:
        keep("export", {"crowd_ms": command(export(at("hall")), env, 3)})

    g = lambda n, k: statistics.median(got[n, k]) if got.get((n, k)) else None
    rows = table(g, peers) + ([] if a.quick else inside(a, binary, work))
    rows += size_rows(binary, seconds)
    before = {}
    if a.before:
        with open(a.before) as f:
            before = {r[0]: r[1] for r in json.load(f)["rows"]}
    head = ("work", "yishi", "before", "against", "target", "")
    shown = [head, *((r[0], r[1], before.get(r[0], "-"), *r[2:]) for r in rows)]
    width = [max(sum(map(tb.cwidth, r[i])) for r in shown) for i in range(6)]
    pad = lambda t, w: t + " " * (w - sum(map(tb.cwidth, t)))
    for r in shown:
        print(" | ".join(pad(c, w) for c, w in zip(r, width)).rstrip())
    print("\n" + peer_table(g, ["echo-c", "yishi", *peers]))
    print(f"\n{sum(r[4] == 'met' for r in rows)} met, {sum(r[4].startswith('MISSED') for r in rows)} missed, {sum(r[4] == '-' for r in rows)} without")
    if a.out:
        with open(a.out, "w") as f:
            json.dump({"rows": rows, "values": {f"{n}/{k}": v for (n, k), v in got.items()}}, f, indent=0, ensure_ascii=False)


def size_rows(binary, seconds):
    with open(os.path.join(ROOT, "Cargo.lock"), encoding="utf-8") as f:
        crates = f.read().count("[[package]]")
    mb = os.path.getsize(binary) / 2**20
    rows = [("size of the program", f"{mb:.1f} MB", "-", "≤ 12 MB", "met" if mb <= 12 else "MISSED"),
            ("packages in the lock file", str(crates), "-", "< 325", "met" if crates < 325 else "MISSED")]
    if seconds is not None:
        rows.append(("release build from nothing", f"{seconds:.0f} s", f"{os.cpu_count()} cores", "≤ 150 s", "met" if seconds <= 150 else "MISSED"))
    return rows


def table(g, peers):
    rows = []

    def row(work, value, unit, against, target, limit, first=None):
        """`first`: the looser limit of the first round, which holds as well."""
        known = value is not None and limit is not None
        said = "-" if value is None else f"{value:.3g} {unit}"
        verdict = "-" if not known else "met" if value <= limit else "MISSED" if first is None or value > first else "MISSED (first met)"
        rows.append((work, said, against, target, verdict))

    div = lambda x, y: x / y if x is not None and y else None
    f50, f90 = g("echo-c", "key_p50_us"), g("echo-c", "key_p90_us")
    k50, k90 = g("yishi", "key_p50_us"), g("yishi", "key_p90_us")
    floor = f"floor {f50:.0f} µs / {f90:.0f} µs" if f50 else "-"
    nano = div(g("nano", "key_p50_us"), f50) if "nano" in peers else None
    row("key → screen, p50", div(k50, f50), "× floor", f"{floor}, nano {nano or 0:.2f}", "≤ nano (first ≤ 3.5)", nano or 3.5, 3.5)
    row("key → screen, p90", div(k90, f90), "× floor p90", floor, "≤ 1.5 (first ≤ 6)", 1.5, 6)
    for p in ("vim", "micro"):
        if p in peers:
            row(f"key → screen below {p}", k50, "µs", f"{p} {g(p, 'key_p50_us') or 0:.0f} µs", "below", g(p, "key_p50_us"))
    act, raw = g("yishi", "act_ms"), g("yishi", "act_floor_ms")
    beyond = div(act - k50 / 1e3, raw) if act and k50 else None
    row("an act, acknowledged on screen, beyond a key", beyond, "× fdatasync", f"act {act or 0:.2f} ms, fdatasync {1e3 * (raw or 0):.0f} µs",
        "≤ 2.2 (first ≤ 3.5)", 2.2, 3.5)
    missed = sum(g("yishi", k) or 0 for k in ("burst_missing", "paste_missing"))
    row("burst and paste, characters not shown", missed, "of 2,000", "-", "0", 0)
    for what, peer in (("burst", "nvim"), ("paste", "vim")):
        if peer in peers:
            row(f"{what} of 1,000, all shown", g("yishi", what + "_all_ms"), "ms", f"{peer} {g(peer, what + '_all_ms') or 0:.1f} ms", f"≤ {peer}", g(peer, what + "_all_ms"))
    row("bytes a key", g("yishi", "bytes_per_key"), "B", "-", "≤ 30 (first ≤ 60)", 30, 60)
    row("bytes a clock tick", g("yishi clock", "idle_bytes_s"), "B/s", "-", "≤ 120", 120)
    row("bytes when idle without a clock", g("yishi idle", "idle_bytes_s"), "B/s", "-", "0", 0)
    kak, vim = g("kak", "full_ms"), g("vim", "full_ms") or 0
    most = 1.5 * kak if kak else None
    for what, n in (("sample open", "yishi"), ("home", "yishi home")):
        row("start to full frame, " + what, g(n, "full_ms"), "ms", f"kak {kak or 0:.1f} ms, vim {vim:.1f} ms", "≤ 1.5 × kak (first ≤ vim)", most, vim)
    start = g("yishi home", "full_ms")
    homes = [(n, g(f"yishi home, {n} sessions", "full_ms")) for n in HOMES]
    for (n, took), limit in zip(homes, (None, None, 1.5, 3)):
        row(f"the same with {n:,} sessions", div(took, start), "× home", f"home {start or 0:.1f} ms", f"≤ {limit}" if limit else "-", limit, 2 if n == 1_000 else None)
    row("home by sessions, growth", slope(homes), "= exponent", "10 … 10,000 sessions", "-", None)
    row("open 5,000 events", g("yishi 5,000 events", "full_ms"), "ms", "with the start", "≤ 25 ms (first ≤ 50)", 25, 50)
    row("open 100,000 events", g("yishi 100,000 events", "full_ms"), "ms", "with the start", "≤ 350 ms (first ≤ 1,500)", 350, 1500)
    for n in ("5,000", "100,000"):
        row(f"undo with {n} events", g(f"yishi {n} events", "undo_ms"), "ms", "key to screen", "≤ 16 ms", 16)
    row("idle with the clock", div(g("yishi clock", "idle_cpu_ms"), 300), "% of a core", "-", "≤ 0.3", 0.3)
    row("idle without a clock", div(g("yishi idle", "idle_cpu_ms"), 300), "% of a core", "-", "≤ 0.05", 0.05)
    row("memory, sample", div(g("yishi", "rss_kb"), 1024), "MB", "-", "≤ 9 (first ≤ 16)", 9, 16)
    row("memory, 100,000 events", div(g("yishi 100,000 events", "idle_rss_kb"), 1024), "MB", "-", "≤ 100 (first ≤ 200)", 100, 200)
    for view, n in (("3", "10,000 people"), ("8", "100,000 lines")):
        base = g("sample", "scroll_" + view)
        row(f"scroll {n}", div(g(n, "scroll_" + view), base), "× sample", f"sample {base or 0:.0f} µs", "≤ 1.3", 1.3)
    for n in ("10,000 people", "100,000 lines"):
        row(f"type with {n}", div(g(n, "key_p50_us"), k50), "× sample", f"sample {k50 or 0:.0f} µs", "≤ 1.3", 1.3)
    row("export all of the sample", g("export", "sample_ms"), "ms", "-", "≤ 1,000 ms", 1000)
    row("export all, 1,000 people 2,000 speeches", g("export", "crowd_ms"), "ms", "-", "≤ 10,000 ms", 10000)
    return rows


def peer_table(g, names):
    f50 = g("echo-c", "key_p50_us") or 1
    lines = ["program | key → screen / floor | p90 µs | bytes a key | start, ms | burst, ms | paste, ms | RSS, MB", "--- | --- | --- | --- | --- | --- | --- | ---"]
    show = lambda v, d=1: "–" if v is None else f"{v:.{d}f}"
    for n in names:
        never = lambda k: "never" if (g(n, k + "_missing") or 0) > 0 else show(g(n, k + "_all_ms"))
        lines.append(" | ".join([n, show((g(n, "key_p50_us") or 0) / f50), show(g(n, "key_p90_us"), 0), show(g(n, "bytes_per_key"), 0), show(g(n, "full_ms")),
                                 never("burst"), never("paste"), show((g(n, "rss_kb") or 0) / 1024)]))
    return "\n".join(lines)


if __name__ == "__main__":
    main()
