#!/usr/bin/env python3
"""Works out votes by hand, so to speak: tests/data/votes.tsv.

Written from the words of the rules (who counts in a base, what "at least" and "more than" mean, what
a tie, a void vote and a recusal are), not from the program. Exact fractions only. Prints the table;
the test `votes` compares the committed table with what this prints and with what the program says.

A row's `who` has one letter for each person with a voting right:
    F A B I N   here when the vote opens: for, against, abstain, invalid, not cast
    f a b i n   absent, votes by a proxy: the same
    R r         recused: here, absent
    .           absent
`late` holds those who come while the vote is open and are admitted. `weights` follow who + late, in
ten-thousandths; `-` means that everyone weighs one. `papers` are issued, for, against, abstain and
invalid of a secret vote that does not follow from `who`.
"""
from fractions import Fraction as Fr

UNIT = 10_000  # a weight's smallest unit is a ten-thousandth
AT_LEAST, MORE_THAN = "at_least", "more_than"


def rule(pass_, participation=(), quorum=None):
    return {"pass": pass_, "participation": list(participation), "quorum": quorum}


def heads(base, op, num, den):
    return ("heads", base, op, Fr(num, den))


def both(base, op, num, den):
    return [("weight", base, op, Fr(num, den)), ("heads", base, op, Fr(num, den))]


# The twelve presets as the field's table gives them: what passes, who must take part, the quorum.
RULES = {
    "consultation": rule([heads("present", AT_LEAST, 2, 3)], quorum=("expected", AT_LEAST, Fr(2, 3))),
    "villagers-meeting": rule([heads("present", MORE_THAN, 1, 2)], quorum=("entitled", MORE_THAN, Fr(1, 2))),
    "villagers-representatives": rule([heads("present", MORE_THAN, 1, 2)], quorum=("entitled", AT_LEAST, Fr(2, 3))),
    "residents-meeting": rule([heads("present", MORE_THAN, 1, 2)], quorum=("entitled", MORE_THAN, Fr(1, 2))),
    "owners-ordinary": rule(both("cast", MORE_THAN, 1, 2), both("entitled", AT_LEAST, 2, 3)),
    "owners-special": rule(both("cast", AT_LEAST, 3, 4), both("entitled", AT_LEAST, 2, 3)),
    "party-members": rule([heads("entitled", MORE_THAN, 1, 2)], quorum=("entitled", AT_LEAST, Fr(2, 3))),
    "rules-of-order": rule([heads("decisive", MORE_THAN, 1, 2)]),
    "simple-majority": rule([heads("valid", MORE_THAN, 1, 2)]),
    "two-thirds": rule([heads("valid", AT_LEAST, 2, 3)]),
    "three-quarters": rule([heads("valid", AT_LEAST, 3, 4)]),
    "unanimous": rule([heads("valid", AT_LEAST, 1, 1)]),
}
# Two more people are always here, invited and without a vote: a stakeholder and a department.
GUESTS = 2


def reaches(op, value, base, part):
    return value >= part * base if op == AT_LEAST else value > part * base


def least(op, base, part, unit=1):
    """The smallest amount in whole units that reaches the part; one at the least, for none never
    passes."""
    edge = part * base / unit
    whole = -(-edge.numerator // edge.denominator)
    if op == MORE_THAN and whole == edge:
        whole += 1
    return max(whole, 1) * unit


def percent(value, base):
    tenths = (Fr(value, base) * 1000 + Fr(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}%"


class Row:
    def __init__(self, name, who, method="recorded", late="", weights=None, recusal="leaves_base",
                 tie="fails", cap=0, recused_when="before", papers=None, casting=None):
        self.name, self.who, self.late, self.method = name, who, late, method
        self.weights = weights or [UNIT] * len(who + late)
        self.plain = weights is None
        self.recusal, self.tie, self.cap = recusal, tie, cap
        self.recused_when, self.papers, self.casting = recused_when, papers, casting
        self.rule = RULES[name]
        assert len(self.weights) == len(who + late)

    def sum(self, letters, measure):
        people = zip(self.who + self.late, self.weights)
        return sum((w if measure == "weight" else 1) for c, w in people if c in letters)

    def counted(self, choice, measure):
        if self.papers:
            return self.papers["FABI".index(choice) + 1]
        return self.sum(choice + choice.lower(), measure)

    def base(self, base, measure):
        f, a, b, i = (self.counted(c, measure) for c in "FABI")
        stays = self.recusal == "stays_in_base"
        if base == "entitled":
            return self.sum("FABINfabin." + ("Rr" if stays else ""), measure)
        if base == "present":
            return self.sum("FABINfabin" + ("R" if stays else ""), measure)
        return {"cast": f + a + b + i, "valid": f + a + b, "decisive": f + a}[base]

    def step(self):
        """The smallest unit of the weights: a need is an amount that they can add up to."""
        return next(s for s in (10_000, 1_000, 100, 10, 1) if all(w % s == 0 for w in self.weights))

    def void(self):
        return self.papers is not None and sum(self.papers[1:]) > self.papers[0]

    def tests(self):
        out = []
        for about in ("participation", "pass"):
            for measure, base, op, part in self.rule[about]:
                whole = self.base(base, measure)
                letters = "FABI" if about == "participation" else "F"
                value = sum(self.counted(c, measure) for c in letters)
                met = value > 0 and reaches(op, value, whole, part)
                unit = self.step() if measure == "weight" else 1
                need = least(op, whole, part, unit)
                out.append((about, measure, base, whole, value, need, met, part))
        return out

    def even(self, measure):
        return self.counted("F", measure) == self.counted("A", measure) > 0

    def tied(self):
        """In the measure of the first test; every preset of this table asks for more than half."""
        return self.even(self.rule["pass"][0][0])

    def asked(self):
        """The chair is asked where the rule says so and an exact tie is all that stands in the way."""
        if self.tie != "chair_decides" or self.void() or not self.tied():
            return False
        tied = [t for t in self.tests()
                if t[0] == "pass" and t[7] == Fr(1, 2) and not t[6] and self.even(t[1])]
        return bool(tied) and all(t[6] or t in tied for t in self.tests())

    def passed(self):
        if self.void():
            return False
        if self.asked():
            return self.casting == "for"
        return all(t[6] for t in self.tests())

    def quorum_is_there(self):
        if self.rule["quorum"] is None:
            return True
        among, op, part = self.rule["quorum"]
        out = "R" if self.recusal == "leaves_quorum" and self.recused_when == "before" else ""
        here = len([c for c in self.who if c in "FABINR" and c not in out])
        all_ = len([c for c in self.who + self.late if c not in out + out.lower()])
        guests = GUESTS if among == "expected" else 0
        return all_ + guests > 0 and reaches(op, here + guests, all_ + guests, part)

    def line(self, no):
        assert self.quorum_is_there(), (self.name, self.who)
        tests = self.tests()
        main = next(t for t in tests if t[0] == "pass")
        short = next((t[5] - t[4] for t in tests if t[0] == "pass" and not t[6]), 0)
        yes = {True: "yes", False: "no"}
        told = ";".join(f"{t[0]}:{t[1]}:{t[2]}:{t[3]}:{t[4]}:{t[5]}:{yes[t[6]]}" for t in tests)
        void = self.void()
        return "\t".join(str(x) for x in [
            no, self.name, self.method, self.recusal, self.tie, self.cap, self.recused_when,
            self.who, self.late or "-", "-" if self.plain else ",".join(map(str, self.weights)),
            ",".join(map(str, self.papers)) if self.papers else "-", self.casting or "-",
            # Nothing follows from the numbers of a void vote.
            "-" if void else main[3], "-" if void else main[5],
            "-" if void or main[3] == 0 else percent(main[4], main[3]),
            yes[self.passed()], "-" if void else short, yes[void], "-" if void else yes[self.tied()],
            yes[self.asked()], "-" if void else told])


HEADER = ("no rule method recusal on_tie proxy_cap recused_when who late weights papers casting "
          "base need rate passed missing void tie asked tests").split()


def around(make, most):
    """The rows just below, at and just above the least number for it that passes."""
    least_for = next((f for f in range(most + 1) if make(f).passed()), most)
    return [make(f) for f in range(least_for - 1, least_for + 2) if 0 <= f <= most]


METHODS = ["hands", "recorded", "secret"]


def by_heads():
    for name in RULES:
        if name.startswith("owners"):
            continue
        for k, here in enumerate([1, 2, 3, 5, 6, 13, 14, 16, 20, 99]):
            for idle in (False, True):
                b, i, n = (here // 6, here // 9, here // 8) if idle else (0, 0, 0)
                if idle and not b:
                    continue
                away = here // 3
                most = here - b - i - n

                def make(f, k=k, b=b, i=i, n=n, away=away, most=most):
                    who = "F" * f + "A" * (most - f) + "B" * b + "I" * i + "N" * n + "." * away
                    return Row(name, who, METHODS[(k + idle) % 3])
                yield from around(make, most)
        # Nobody for it; everybody for it; nobody says anything that counts.
        for who in ["AAA", "BBB", "III", "NNN", "FFF", "FBB", "FAB", "AABB"]:
            yield Row(name, who, "recorded")
        # As many for as against.
        for who in ["FA", "FFAA", "FFFAAAB", "FFFFFAAAAA"]:
            yield Row(name, who, "hands")


def recusals():
    for name in ["consultation", "residents-meeting", "party-members", "simple-majority"]:
        for mode in ["leaves_base", "stays_in_base", "leaves_quorum"]:
            for when in ["before", "open"]:
                for who in ["FFFFARR", "FFFARR", "FFFFAABRr", "FFFAAARR.", "FFFFFFAAAABRr"]:
                    yield Row(name, who, "recorded", recusal=mode, recused_when=when)
                yield Row(name, "FFFFAABRr", "hands", recusal=mode, recused_when=when)


def arrivals():
    for name in ["consultation", "residents-meeting", "party-members", "unanimous"]:
        for who, late in [("FFFF..", "AA"), ("FFFFF.", "AA"), ("FFFFAA", "F"), ("FFFFFAA.", "A"),
                          ("FFAAA", "FN"), ("FFF", "I")]:
            row = Row(name, who, "recorded", late=late)
            if row.quorum_is_there():
                yield row


def proxies():
    for name in ["party-members", "residents-meeting", "simple-majority", "rules-of-order"]:
        for who in ["FFAf..", "FFAAff", "FAFAfa", "FFFFaab", "FFFFFfffRr", "FFFn"]:
            row = Row(name, who, "recorded", cap=2)
            if row.quorum_is_there():
                yield row
    for mode in ["leaves_base", "stays_in_base"]:
        yield Row("simple-majority", "FFAffR", "recorded", cap=3, recusal=mode)


def ties():
    for name in ["rules-of-order", "simple-majority", "residents-meeting", "party-members", "two-thirds", "unanimous"]:
        for who in ["FA", "FFFAAA", "FFFAAAB", "FFFFAAAB", "FFFFFAAAA", "AA", "BB", "FFAA."]:
            for casting in ["for", "against"]:
                row = Row(name, who, "recorded", tie="chair_decides", casting=casting)
                if not row.asked():
                    row.casting = None
                    if casting == "against":
                        continue
                yield row
    # An equal split that decides nothing, for too few took part.
    yield Row("owners-ordinary", "FA....", tie="chair_decides")
    yield Row("owners-ordinary", "FFAA", tie="chair_decides", casting="for")


def papers():
    for name in ["simple-majority", "consultation", "two-thirds", "residents-meeting"]:
        for p in [[9, 6, 3, 0, 0], [9, 6, 2, 0, 1], [8, 5, 2, 1, 0], [9, 0, 0, 0, 0], [9, 7, 3, 0, 0],
                  [9, 6, 3, 1, 0], [8, 9, 0, 0, 0], [9, 12, 0, 0, 0], [9, 2, 2, 5, 0]]:
            yield Row(name, "N" * 9, "secret", papers=p)


def owners():
    small, large = 61_2500, 305_5001
    plans = [
        # heads and area for it, or only one of them, or neither
        ("FFFFFFAAA", [small] * 9), ("FFFFFAAAA", [small] * 5 + [large] * 4), ("FFFAAAAAA", [large * 3] * 3 + [small] * 6),
        ("FFAAAAAAA", [small] * 9),
        # those taking part: heads and area met, or only one of them, or neither
        ("FFFFFF...", [small] * 9), ("FFFFF....", [large] * 5 + [small] * 4), ("FFFFFF...", [small] * 6 + [large] * 3),
        ("FFFFF....", [small] * 9),
        # the invalid took part; those who did not cast did not
        ("FFFFFI...", [small] * 9), ("FFFFFN...", [small] * 9), ("FFFFII...", [small] * 9), ("FFFFBB...", [small] * 9),
        # exactly three quarters, and a hair less by area
        ("FFFA", [UNIT] * 4), ("FFFA", [3333_3333] * 3 + [3333_3334 * 1]), ("FFFFFFA", [UNIT] * 7),
        # exactly half, and a hair more by area
        ("FFAA", [UNIT] * 4), ("FFFAA", [UNIT, UNIT, 1, UNIT, UNIT]), ("FFFAA", [UNIT, UNIT, 1, UNIT, UNIT + 1]),
        # exactly two thirds by area, and a hair less
        ("FFFF..", [UNIT] * 6), ("FFFF..", [UNIT] * 4 + [UNIT, UNIT + 1]), ("FFFF..", [UNIT] * 3 + [UNIT - 1, UNIT, UNIT]),
        ("AAAAAA", [UNIT] * 6), ("NNNNNN", [UNIT] * 6), ("BBBBBB", [UNIT] * 6),
    ]
    for name in ["owners-ordinary", "owners-special"]:
        for who, weights in plans:
            yield Row(name, who, weights=weights)
        for who in ["FFFFAAff..", "FFFFfa....", "FFFFRRrr"]:
            yield Row(name, who, cap=2, weights=[small + 7 * i for i in range(len(who))])
        for mode in ["stays_in_base", "leaves_base"]:
            yield Row(name, "FFFFARr.", recusal=mode, weights=[small + 7 * i for i in range(8)])
        yield Row(name, "FFFA..", late="FA", weights=[small + 7 * i for i in range(8)])


def main():
    print("\t".join(HEADER))
    rows = [*by_heads(), *recusals(), *arrivals(), *proxies(), *ties(), *papers(), *owners()]
    for no, row in enumerate(rows, 1):
        print(row.line(no))


if __name__ == "__main__":
    main()
