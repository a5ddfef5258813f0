#!/usr/bin/env python3
"""Works out votes over the whole language of rule files: tests/data/language.tsv.

Written from the words of the contract alone: who takes part, who counts as there, what silence,
abstention and following come to, classes by themselves, objections, numbers, ties. Exact fractions
only, nothing from the program. Prints the table; the test `language` compares the committed table
with what this prints and holds every vote of it with the program.

Two kinds of lines:

    rule NAME TOML            the rule file, its line ends written as \\n
    preset NAME TOML          the same of a preset, which must say the same
    vote NO RULE METHOD ...   as HEADER says

A voter has one sign in each of these columns, in the order of the roster:

    ways     H in the room, P by a proxy, W in writing before, w in writing during, L online,
             S absent and served, . absent, R recused in the room, r recused and absent
    choices  F A B I for, against, abstain, invalid; O as the others; - nothing
    classes  t carries the tags T, issuer and 妇女代表, u the tags U and consumer, g is of the group
             利益相关方, - none of them
    weights  in ten-thousandths, or - where all weigh one

With `chair` yes the first voter chairs. `counts` are those shown: for, against, abstain, invalid and
not cast, once who follows or is silent is counted as the rule says. Of a test: base, value, need, met;
the need of an objection test is the most that it bears.
"""
import random
from fractions import Fraction as Fr

UNIT = 10_000
GROUP = "利益相关方"


def R(text):
    """A ratio as rule files write it: (operator, part)."""
    if text.startswith(">"):
        return ("more", Fr(text[1:]))
    return ("least", Fr(text))


def cond(**keys):
    return keys


def test(measure, base, ratio=None, **more):
    return dict(measure=measure, base=base, **({"ratio": ratio} if ratio else {}), **more)


def H(base, ratio=None, **more):
    return test("heads", base, ratio, **more)


def W(base, ratio=None, **more):
    return test("weight", base, ratio, **more)


def rule(pass_, **keys):
    return dict({"pass": pass_}, **keys)


ROOM = ["in_person"]
RULES = {
    # the tie of the contract: a test of half or less is met by the letter
    "half-or-more": rule([H("present", "1/2")]),
    "third-each": rule([H("cast", "1/3"), W("cast", "1/3")]),
    "italy-second": rule([H("present", ">1/2"), W("entitled", "1/3")],
                         quorum={"all_of": [cond(among="entitled", measure="weight", ratio="1/3"),
                                            cond(among="entitled", ratio="1/3")]}),
    "italy-first": rule([H("present", ">1/2"), W("entitled", "1/2")],
                        quorum={"all_of": [cond(among="entitled", measure="weight", ratio="2/3"),
                                           cond(among="entitled", ratio=">1/2")]}),
    "weight-first-tie": rule([W("cast", ">1/2"), H("cast", ">1/2")], tie="chair_decides"),
    "heads-first-tie": rule([H("decisive", ">1/2"), W("entitled", "1/3")], tie="chair_decides"),
    "half-chair": rule([H("cast", "1/2")], tie="chair_decides"),
    "third-more": rule([H("valid", ">1/3")], tie="chair_decides"),
    # quorums
    "women": rule([H("present", ">1/2")],
                  quorum={"all_of": [cond(among="entitled", ratio="2/3"), cond(tag="T", ratio="2/3")]}),
    "either": rule([H("present", ">1/2")],
                   quorum={"any_of": [cond(among="entitled", ratio=">1/2"), cond(tag="T", ratio="2/3")]}),
    "both-lists": rule([H("valid", "2/3")],
                       quorum={"all_of": [cond(among="entitled", ratio="1/2")],
                               "any_of": [cond(tag="T", at_least=2), cond(group=GROUP, at_least=2)]}),
    "nested": rule([H("cast", ">1/2")],
                   quorum={"any_of": [cond(all_of=[cond(tag="T", ratio="1/2"), cond(tag="U", ratio="1/2")]),
                                      cond(all_of=[cond(among="entitled", ratio="3/4"),
                                                   cond(any_of=[cond(group=GROUP, ratio=">1/2"),
                                                                cond(among="entitled", at_least=6)])])]}),
    "quorum-weight": rule([H("cast", ">1/2")],
                          quorum={"all_of": [cond(among="entitled", measure="weight", ratio=">1/2")]}),
    "quorum-area": rule([H("cast", ">1/2")],
                        quorum={"all_of": [cond(among="entitled", measure="weight", at_least="5.5")]}),
    "quorum-all-ways": rule([H("entitled", ">1/2")],
                            takes_part=["in_person", "proxy", "written", "online"],
                            quorum={"all_of": [cond(among="entitled", ratio="2/3")],
                                    "takes_part": ["in_person", "proxy", "written", "online"]}),
    "quorum-expected": rule([H("present", "2/3")],
                            quorum={"all_of": [cond(among="expected", ratio="2/3")]}),
    # taking part without being there
    "written": rule([H("entitled", ">1/2")], takes_part=["in_person", "written"]),
    "written-present": rule([H("present", ">1/2")], takes_part=["in_person", "written"]),
    "written-owners": rule([W("cast", ">1/2"), H("cast", ">1/2")],
                           participation=[W("entitled", "2/3"), H("entitled", "2/3")],
                           takes_part=["in_person", "written", "online"]),
    "online": rule([H("present", "2/3")], takes_part=["in_person", "online"]),
    "proxies": rule([H("valid", ">1/2")], takes_part=["in_person", "proxy"]),
    "capped": rule([H("present", ">1/2"), W("present", ">1/2")], proxy_cap=9),
    "all-ways": rule([W("entitled", ">1/2"), H("entitled", ">1/2")],
                     takes_part=["in_person", "proxy", "written", "online"]),
    # abstention
    "abstain-for": rule([H("cast", "2/3")], abstain="for"),
    "abstain-against": rule([H("decisive", ">1/2"), W("decisive", ">1/2")], abstain="against"),
    "abstain-never": rule([H("present", ">1/2")], abstain="forbidden"),
    # silence and following
    "crowd": rule([W("cast", ">1/2"), H("cast", ">1/2")], follow="majority", silent="majority",
                  participation=[W("entitled", "2/3"), H("entitled", "2/3")]),
    "crowd-heads": rule([H("valid", ">1/2"), W("valid", ">1/2")], follow="majority"),
    "silent-for": rule([H("entitled", "3/4")], silent="for"),
    "silent-against": rule([H("present", ">1/2")], silent="against", takes_part=["in_person", "written"]),
    "silent-abstain": rule([W("cast", "1/2")], silent="abstain"),
    "silent-majority": rule([H("present", "2/3")], silent="majority",
                            participation=[H("entitled", "2/3")]),
    "silent-for-abstain-against": rule([H("cast", "2/3")], silent="abstain", abstain="against"),
    # objections
    "objections": rule([W("entitled", against_at_most="1/3"), H("entitled", against_at_most="1/3")]),
    "objections-below": rule([H("present", against_below="1/4")]),
    "objections-mixed": rule([H("cast", ">1/2"), W("cast", against_below="1/3")]),
    "objections-abstain": rule([H("entitled", against_below="1/2")], abstain="against", silent="against"),
    # classes, each for itself
    "two-classes": rule([H("decisive", "2/3", tag="T"), H("decisive", ">1/2", tag="U")],
                        participation=[H("entitled", ">1/2")]),
    "class-and-all": rule([H("present", ">1/2"), H("present", ">1/2", group=GROUP)]),
    "class-weight": rule([W("entitled", "1/2", tag="T"), H("cast", ">1/2")]),
    "class-numbers": rule([H("cast", at_least=2, tag="T"), H("cast", at_least=1, group=GROUP),
                           H("cast", ">1/2")]),
    "class-objects": rule([H("entitled", ">1/2"), H("entitled", against_below="1/2", tag="T")]),
    "part": rule([W("cast", "3/4", tag="T"), H("cast", "3/4", tag="T")],
                 participation=[W("entitled", "2/3", tag="T"), H("entitled", "2/3", tag="T")]),
    "part-group": rule([H("present", ">1/2", group=GROUP)]),
    # numbers
    "at-least-four": rule([H("entitled", at_least=4)]),
    "at-least-area": rule([W("entitled", at_least="4.25"), H("cast", "1/2")]),
    # the chair
    "chair-tie": rule([H("cast", ">1/2")], chair_votes="tie"),
    "chair-never": rule([H("entitled", ">1/2")], chair_votes="never"),
    "chair-tie-weight": rule([H("decisive", ">1/2"), W("cast", "1/2")], chair_votes="tie"),
    # everything together
    "whole": rule([W("cast", "2/3"), H("cast", ">1/2"), H("cast", against_at_most="1/3", tag="T")],
                  participation=[H("entitled", "1/2")], takes_part=["in_person", "written", "proxy"],
                  silent="majority", follow="majority", abstain="against", chair_votes="never",
                  quorum={"all_of": [cond(among="entitled", ratio="1/3")],
                          "any_of": [cond(tag="T", at_least=1), cond(group=GROUP, ratio="1/2")],
                          "takes_part": ["in_person", "written"]}),
}

# The presets that use the language, as the table of the field gives them.
PRESETS = {
    "owners-objection": rule([W("entitled", against_at_most="1/3"), H("entitled", against_at_most="1/3")],
                             takes_part=["in_person", "written", "online"]),
    "owners-follow": rule([W("cast", ">1/2"), H("cast", ">1/2")],
                          participation=[W("entitled", "2/3"), H("entitled", "2/3")],
                          takes_part=["in_person", "written", "online"], follow="majority", silent="majority"),
    "owners-silent": rule([W("cast", ">1/2"), H("cast", ">1/2")],
                          participation=[W("entitled", "2/3"), H("entitled", "2/3")],
                          takes_part=["in_person", "written"], silent="majority"),
    "owners-part": rule([W("cast", "3/4"), H("cast", "3/4")],
                        participation=[W("entitled", "2/3"), H("entitled", "2/3")],
                        takes_part=["in_person", "written"]),
    "owners-committee": rule([H("entitled", ">1/2")], quorum={"all_of": [cond(among="entitled", ratio="2/3")]}),
    "villagers-women": rule([H("present", ">1/2")],
                            quorum={"all_of": [cond(among="entitled", ratio="2/3"),
                                               cond(tag="妇女代表", ratio="2/3")]}),
    "villagers-recall": rule([H("cast", ">1/2")], participation=[H("entitled", ">1/2")]),
    "collective-members": rule([H("entitled", "2/3")], takes_part=["in_person", "proxy", "online"],
                               quorum={"all_of": [cond(among="entitled", ratio="2/3")],
                                       "takes_part": ["in_person", "proxy", "online"]}),
    "cooperative-ordinary": rule([W("entitled", ">1/2")],
                                 quorum={"all_of": [cond(among="entitled", ratio="2/3")]}),
    "cooperative-special": rule([W("entitled", "2/3")],
                                quorum={"all_of": [cond(among="entitled", ratio="2/3")]}),
    "party-admission": rule([H("entitled", ">1/2")], takes_part=["in_person", "written"],
                            quorum={"all_of": [cond(among="entitled", ratio=">1/2")]}),
    "party-members": rule([H("entitled", ">1/2")], takes_part=["in_person", "written"],
                          quorum={"any_of": [cond(among="entitled", ratio="2/3")]}),
    "workers-congress": rule([H("entitled", ">1/2")],
                             quorum={"all_of": [cond(among="entitled", ratio="2/3")]}),
    "association-members": rule([H("present", "1/2")],
                                quorum={"all_of": [cond(among="entitled", ratio="2/3")]}),
    "two-classes": rule([H("decisive", "2/3", tag="issuer"), H("decisive", ">1/2", tag="consumer"),
                         test("heads", "entitled", at_least=1, tag="issuer"),
                         test("heads", "entitled", at_least=1, tag="consumer")],
                        participation=[H("entitled", ">1/2")],
                        takes_part=["in_person", "online", "written"]),
    "condominium-first": rule([H("present", ">1/2"), W("entitled", "1/2")], takes_part=["in_person", "proxy"],
                              quorum={"all_of": [cond(among="entitled", measure="weight", ratio="2/3"),
                                                 cond(among="entitled", ratio=">1/2")],
                                      "takes_part": ["in_person", "proxy"]}),
    "condominium-second": rule([H("present", ">1/2"), W("entitled", "1/3")], takes_part=["in_person", "proxy"],
                               quorum={"all_of": [cond(among="entitled", measure="weight", ratio="1/3"),
                                                  cond(among="entitled", ratio="1/3")],
                                       "takes_part": ["in_person", "proxy"]}),
}
RULES.update(PRESETS)
# What the letters of `classes` stand for.
TAGS = {"t": ("T", "issuer", "妇女代表"), "u": ("U", "consumer")}


# ---- the rule file

def value(v):
    if isinstance(v, str):
        return f'"{v}"'
    if isinstance(v, list):
        return "[" + ", ".join(value(x) for x in v) + "]"
    if isinstance(v, dict):
        return "{ " + ", ".join(f"{k} = {value(x)}" for k, x in v.items()) + " }"
    return str(v)


def toml(name, r):
    lines = ["schema = 1", f'id = "{name}"', f'name = {{ zh = "{name}", en = "{name}" }}',
             'citation = { zh = "c", en = "c" }']
    for key, v in r.items():
        if key != "quorum":
            lines.append(f"{key} = {value(v)}")
    if "quorum" in r:
        lines.append("[quorum]")
        lines += [f"{key} = {value(v)}" for key, v in r["quorum"].items()]
    return "\\n".join(lines) + "\\n"


# ---- the words of the contract

def reaches(ratio, value_, base):
    op, part = ratio
    return value_ >= part * base if op == "least" else value_ > part * base


def least(ratio, base, unit):
    """The smallest amount in whole units that reaches the share; one unit at the least."""
    op, part = ratio
    edge = part * base / unit
    n = -(-edge.numerator // edge.denominator)
    if op == "more" and n == edge:
        n += 1
    return max(n, 1) * unit


class Vote:
    def __init__(self, name, method, ways, choices, classes=None, weights=None, chair=False):
        self.name, self.rule, self.method = name, RULES[name], method
        self.ways, self.choices = ways, choices
        self.classes = classes or "-" * len(ways)
        self.plain = weights is None
        self.weights = weights or [UNIT] * len(ways)
        self.chair = chair
        self.n = len(ways)
        self.step = next(s for s in (10_000, 1_000, 100, 10, 1) if all(w % s == 0 for w in self.weights))

    def taken(self):
        r = self.rule
        return r.get("takes_part", ["in_person"] + (["proxy"] if "proxy_cap" in r else []))

    def of(self, i, keys):
        """Whether a person is of the class that a test or condition names."""
        if "tag" in keys:
            return keys["tag"] in TAGS.get(self.classes[i], ())
        if "group" in keys:
            return self.classes[i] == "g"
        return True

    def parts(self):
        """Where every test counts one class, nobody else has a vote."""
        tests = self.rule.get("participation", []) + self.rule["pass"]
        named = [t for t in tests if "tag" in t or "group" in t]
        return named if len(named) == len(tests) else []

    def has_vote(self, i):
        if self.chair and i == 0 and self.rule.get("chair_votes", "always") != "always":
            return False
        parts = self.parts()
        return not parts or any(self.of(i, t) for t in parts)

    def voters(self):
        taken, silent = self.taken(), self.rule.get("silent", "not_cast") != "not_cast"
        way = {"H": "in_person", "P": "proxy", "W": "written", "w": "written", "L": "online"}
        return [i for i in range(self.n) if self.has_vote(i) and
                (way.get(self.ways[i]) in taken or (self.ways[i] == "S" and silent))]

    def entitled(self):
        return [i for i in range(self.n) if self.has_vote(i) and self.ways[i] not in "Rr"]

    def amount(self, people, measure):
        return sum(self.weights[i] if measure == "weight" else 1 for i in people)

    def first_measure(self):
        return self.rule["pass"][0]["measure"]

    def marked(self, keys, measure):
        people = [i for i in self.voters() if self.of(i, keys)]
        return {c: self.amount([i for i in people if self.choices[i] == c], measure) for c in "FABIO-"}

    def majority(self):
        m = self.marked({}, self.first_measure())
        return "F" if m["F"] > m["A"] else "A" if m["A"] > m["F"] else None

    def stands(self, keys, measure):
        """Everybody counted once, as what the rule makes of it."""
        m = dict(self.marked(keys, measure))
        major = self.majority()
        follow, silent = m.pop("O"), m.pop("-")
        m["N"] = 0
        m[major or "B"] += follow
        as_what = {"not_cast": "N", "majority": major or "N", "for": "F", "against": "A", "abstain": "B"}
        m[as_what[self.rule.get("silent", "not_cast")]] += silent
        return m

    def judged(self, keys, measure):
        m = self.stands(keys, measure)
        to = {"for": "F", "against": "A"}.get(self.rule.get("abstain", "neutral"))
        if to:
            m[to] += m["B"]
            m["B"] = 0
        return m

    def base(self, t):
        m = self.judged(t, t["measure"])
        people = {"entitled": self.entitled(), "present": self.voters()}
        if t["base"] in people:
            return self.amount([i for i in people[t["base"]] if self.of(i, t)], t["measure"])
        letters = {"cast": "FABI", "valid": "FAB", "decisive": "FA"}[t["base"]]
        return sum(m[c] for c in letters)

    def test(self, t, about):
        m, base = self.judged(t, t["measure"]), self.base(t)
        unit = self.step if t["measure"] == "weight" else 1
        for key, bears in (("against_at_most", lambda v, p: v <= p * base),
                           ("against_below", lambda v, p: v < p * base)):
            if key in t:
                part, against = Fr(t[key]), m["A"]
                most = max((k for k in range(0, base // unit + 1) if bears(k * unit, part)), default=0)
                return base, against, most * unit, base > 0 and bears(against, part)
        got = sum(m[c] for c in "FABI") if about == "participation" else m["F"]
        if "at_least" in t:
            need = int(Fr(str(t["at_least"])) * (UNIT if t["measure"] == "weight" else 1))
            shown = -(-need // unit) * unit
            return base, got, shown, got >= need
        ratio = R(t["ratio"])
        return base, got, least(ratio, base, unit), got > 0 and reaches(ratio, got, base)

    def tests(self):
        out = [("participation", t, *self.test(t, "participation")) for t in self.rule.get("participation", [])]
        return out + [("pass", t, *self.test(t, "pass")) for t in self.rule["pass"]]

    def even(self, keys, measure):
        m = self.judged(keys, measure)
        return m["F"] == m["A"] > 0

    def tied(self):
        def above_half(t):
            if "ratio" not in t:
                return False
            op, part = R(t["ratio"])
            return part > Fr(1, 2) or (op == "more" and part == Fr(1, 2))
        return any(above_half(t) for t in self.rule["pass"]) and self.even({}, self.first_measure())

    def asked(self):
        chairs = self.rule.get("tie") == "chair_decides" or self.rule.get("chair_votes") == "tie"
        if not chairs or not self.tied():
            return False
        def open_(row):
            about, t, _, _, _, met = row
            half = about == "pass" and t.get("ratio") == ">1/2"
            return half and not met and self.even(t, t["measure"])
        rows = self.tests()
        return any(map(open_, rows)) and all(row[5] or open_(row) for row in rows)

    def passed(self):
        return not self.asked() and all(row[5] for row in self.tests())

    # the quorum, of those who count as there

    def there(self, i):
        takes = self.rule["quorum"].get("takes_part", ROOM)
        way = {"H": "in_person", "R": "in_person", "P": "proxy", "W": "written", "L": "online"}.get(self.ways[i])
        return way in takes

    def holds(self, c):
        if "all_of" in c:
            return all(map(self.holds, c["all_of"]))
        if "any_of" in c:
            return any(map(self.holds, c["any_of"]))
        people = [i for i in range(self.n) if self.of(i, c)]
        measure = c.get("measure", "heads")
        whole, here = self.amount(people, measure), self.amount([i for i in people if self.there(i)], measure)
        if "at_least" in c:
            unit = UNIT if measure == "weight" else 1
            return whole > 0 and here >= Fr(str(c["at_least"])) * unit
        return whole > 0 and reaches(R(c["ratio"]), here, whole)

    def quorum(self):
        q = self.rule.get("quorum")
        if not q:
            return True
        alls, anys = q.get("all_of", []), q.get("any_of", [])
        return all(map(self.holds, alls)) and (not anys or any(map(self.holds, anys)))

    def line(self, no):
        yes = {True: "yes", False: "no"}
        quorum = self.quorum()
        m = self.stands({}, "heads")
        tests = ";".join(f"{base}:{value_}:{need}:{yes[met]}" for _, _, base, value_, need, met in self.tests())
        told = [yes[self.passed()], yes[self.tied()], yes[self.asked()],
                ":".join(str(m[c]) for c in "FABIN"), tests] if quorum else ["-"] * 5
        return "\t".join(["vote", str(no), self.name, self.method, self.ways, self.choices, self.classes,
                          "-" if self.plain else ",".join(map(str, self.weights)), yes[self.chair],
                          yes[quorum], *told])


HEADER = "kind no rule method ways choices classes weights chair quorum passed tied asked counts tests".split()


# ---- the votes

def methods(name):
    """What a rule can be voted by: weights and classes among others need names, or areas on papers."""
    r = RULES[name]
    tests = r.get("participation", []) + r["pass"]
    weighs = any(t["measure"] == "weight" for t in tests)
    classes = [t.get("tag") or t.get("group") for t in tests]
    mixed = any(classes) and len(set(classes)) > 1
    if mixed:
        return ["recorded"]
    return ["recorded", "secret"] if weighs else ["recorded", "hands", "secret"]


def legal(name, c):
    r = RULES[name]
    if c == "B" and r.get("abstain") == "forbidden":
        return False
    return not (c == "O" and r.get("follow", "forbidden") == "forbidden")


def somebody(rng, name, size):
    r = RULES[name]
    taken = r.get("takes_part", ["in_person"] + (["proxy"] if "proxy_cap" in r else []))
    silent = r.get("silent", "not_cast") != "not_cast"
    ways = ["H"] * 6 + ["."] * rng.randrange(0, 3)
    ways += ["P"] * 2 if "proxy" in taken else []
    ways += ["W", "w"] if "written" in taken else []
    ways += ["L"] * 2 if "online" in taken else []
    ways += ["S"] * 2 if silent else []
    ways = [rng.choice(ways) for _ in range(size)]
    ways[0] = "H"
    if rng.random() < 0.15 and size > 4:
        ways[-1] = rng.choice("Rr")
    classes = "".join(rng.choice("ttuug-") for _ in range(size))
    weights = None
    kind = rng.randrange(4)
    if kind == 1:
        weights = [rng.randrange(1, 12) * UNIT for _ in range(size)]
    elif kind == 2:
        weights = [rng.randrange(3000, 15000) * 100 for _ in range(size)]
    elif kind == 3:
        weights = [rng.choice([5_000, 10_000, 15_000, 20_000]) for _ in range(size)]
    return "".join(ways), classes, weights


def choose(rng, name, ways, silent):
    pool = "FFFAAB" if rng.random() < 0.7 else "FABIO"
    if RULES[name].get("follow") == "majority":
        pool = "FFAABIOO"
    out = []
    for w in ways:
        pick = rng.choice(pool)
        if w in ".RrS" or rng.random() < silent:
            pick = "-"
        if pick != "-" and not legal(name, pick):
            pick = rng.choice("FA")
        out.append(pick)
    return out


def votes_of(vote):
    """Only those of the electorate can vote: what others would choose is nothing."""
    voters = set(vote.voters())
    return "".join(c if i in voters else "-" for i, c in enumerate(vote.choices))


def make(name, method, ways, choices, classes, weights, chair):
    vote = Vote(name, method, ways, "".join(choices), classes, weights, chair)
    vote.choices = votes_of(vote)
    # Who hands in during the vote does so by a choice.
    if any(w == "w" and c == "-" for w, c in zip(vote.ways, vote.choices)):
        return None
    return vote if vote.voters() else None


def edges(rng, name):
    """An electorate turned one by one from against to for, or to against: the votes around the place
    where the result turns."""
    size = rng.choice([3, 4, 5, 6, 7, 9, 12])
    ways, classes, weights = somebody(rng, name, size)
    chair = rng.random() < (0.9 if "chair_votes" in RULES[name] else 0.1)
    method = rng.choice(methods(name))
    start = choose(rng, name, ways, rng.choice([0, 0.2, 0.4]))
    # Nobody by a proxy where nobody in the room can hold one.
    order = [i for i in range(size) if start[i] in "FA"]
    rng.shuffle(order)
    chain = []
    base = list(start)
    for i in order:
        base[i] = "A"
    chain.append(list(base))
    for i in order:
        base[i] = "F"
        chain.append(list(base))
    rows = [make(name, method, ways, c, classes, weights, chair) for c in chain]
    if any(row is None for row in rows):
        return []
    turn = next((k for k, row in enumerate(rows) if row.passed()), len(rows) - 1)
    return [rows[k] for k in sorted({max(turn - 2, 0), max(turn - 1, 0), turn, min(turn + 1, len(rows) - 1)})]


def evens(rng, name):
    """As many for as against, in heads and often in weight."""
    half = rng.choice([1, 2, 3, 4])
    size = 2 * half + rng.choice([0, 1, 2])
    choices = ["F", "A"] * half + [rng.choice("-B") for _ in range(size - 2 * half)]
    choices = [c if legal(name, c) else "-" for c in choices]
    weight = [rng.randrange(1, 9) * 5_000 for _ in range(half)]
    weights = [w for w in weight for _ in "FA"] + [UNIT] * (size - 2 * half)
    classes = "".join(rng.choice("tu") for _ in range(size))
    row = make(name, rng.choice(methods(name)), "H" * size, choices, classes,
               rng.choice([None, weights]), False)
    return [row] if row else []


def usable(vote):
    """A proxy needs a voter in the room to hold it; a secret paper bears no silence of its own."""
    rooms = [i for i in range(vote.n) if vote.ways[i] == "H"]
    if "P" in vote.ways and not rooms:
        return False
    # Areas on the papers of a secret vote are read off papers: every choice that has one.
    return True


def main():
    for name, r in RULES.items():
        print("\t".join(["preset" if name in PRESETS else "rule", name, toml(name, r)]))
    print("\t".join(HEADER))
    rng = random.Random(23)
    rows, seen = [], set()
    for name in RULES:
        of, tries, ends = 0, 0, {True: 0, False: 0}
        while (of < 64 or min(ends.values()) < 6) and tries < 4000:
            tries += 1
            for vote in (evens if tries % 9 == 0 else edges)(rng, name):
                key = (name, vote.method, vote.ways, vote.choices, vote.classes, tuple(vote.weights), vote.chair)
                if key in seen or not usable(vote):
                    continue
                seen.add(key)
                rows.append(vote)
                of += 1
                if vote.quorum():
                    ends[vote.passed()] += 1
    for no, vote in enumerate(rows, 1):
        print(vote.line(no))


if __name__ == "__main__":
    main()
