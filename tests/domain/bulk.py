"""Many generated visits through both engines: `make verify` compares 100,000 of them (CASES, SEED).

Run: python -m tests.domain.bulk --cases 100000 [--seed 7]
"""

import argparse
import json
import sys
import time
from collections import Counter
from random import Random
from typing import Any

from backend.domain.checklist import parse_checklist
from tests.domain.generated import checklist
from tests.domain.generated_answers import answers, moment
from tests.domain.twin import PhoneEngine, phone_engine, server_engine, visit_of

# Visits of each checklist: building one costs as much as answering it a few times.
BATCH = 20
Json = dict[str, Any]


class Disagreement(AssertionError):
    """The first visit on which the engines differ, with all that is needed to look at it."""


def compare(phone: PhoneEngine, cases: int, seed: int) -> Counter[str]:
    """How often each thing was met, so that agreement on nothing is not mistaken for agreement."""
    chance, met = Random(seed), Counter[str]()
    while met["visits"] < cases:
        definition = parse_checklist(checklist(chance), {})
        count = min(BATCH, cases - met["visits"])
        visits = [visit_of(*answers(chance, definition), moment(chance)) for _ in range(count)]
        phone.send({"definition": definition, "visits": visits})
        ours = [server_engine(definition, visit) for visit in visits]
        for visit, own, reply in zip(visits, ours, phone.receive(), strict=True):
            if own != reply:
                raise Disagreement(_told(definition, visit, own, reply))
            _count(own, met)
        met["checklists"] += 1
    return met


def _count(reply: Json, met: Counter[str]) -> None:
    card = reply["card"]
    met["visits"] += 1
    met["nothing assessed"] += card["overall"]["tenths"] is None
    met["failed"] += card["outcome"] == "fail"
    met["sections without a score"] += sum(section["score"]["tenths"] is None for section in card["sections"])
    met["questions"] += len(reply["items"])
    met["hidden questions"] += sum(state == "hidden" for _, _, state, _ in reply["items"])
    met["questions in entries"] += sum(entry is not None for _, entry, _, _ in reply["items"])
    met["open items"] += len(reply["open"])
    met["answers refused"] += sum(check is not None for check in reply["checks"])
    met.update(f"clocks {clock['state']}" for clock in reply["clocks"])


def _told(definition: Json, visit: Json, own: Json, reply: Json) -> str:
    parts = [
        f"{name}:\n  server {own[name]}\n  phone  {reply.get(name)}" for name in own if own[name] != reply.get(name)
    ]
    return "\n".join([*parts, json.dumps({"definition": definition, "visit": visit})])


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare the server's engine with the phone's.")
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    wanted = parser.parse_args()
    print(f"{wanted.cases:,} visits, seed {wanted.seed}", flush=True)
    began = time.monotonic()
    with phone_engine() as phone:
        try:
            met = compare(phone, wanted.cases, wanted.seed)
        except Disagreement as found:
            print(f"The engines disagree (seed {wanted.seed}):\n{found}", file=sys.stderr)
            return 1
    for name, count in sorted(met.items()):
        print(f"  {count:>10,} {name}")
    print(f"Both engines agree on every one of them ({time.monotonic() - began:.0f} s).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
