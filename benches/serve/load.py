#!/usr/bin/env python3
"""Searches at a fixed rate, whatever the answers take: latencies by class of query.

    load.py ADDRESS QUERIES [--rate 200] [--seconds 20] [--pid PID] [--fresh]

QUERIES holds a class and a query a line, a tab between. A request is sent when it is due, be the
ones before it answered or not, and its latency counts from that moment. Every other request asks
for JSON. `--fresh` adds a word to each query that no other request has, so that no answer was kept.
`--pid` adds the processor time of that process, a request. What is not answered with 200 is a failure.
"""

import argparse, asyncio, os, random, time
from collections import defaultdict
from urllib.parse import quote, urlsplit


def processor_seconds(pid):
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Connections:
    """Connections that are kept open; another is opened when all are in use."""

    def __init__(self, host, port):
        self.host, self.port, self.idle = host, port, []

    async def status(self, path):
        reader, writer = self.idle.pop() if self.idle else await asyncio.open_connection(self.host, self.port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        fields = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        await reader.readexactly(int(fields.get("content-length", 0)))
        if fields.get("connection") == "close":
            writer.close()
        else:
            self.idle.append((reader, writer))
        return int(head.split(" ", 2)[1])


def spread(latencies):
    ordered = sorted(latencies)
    at = lambda share: ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1e3
    return f"{len(ordered):6} {at(0.5):8.2f} {at(0.99):8.2f} {ordered[-1] * 1e3:8.2f}"


async def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("address")
    parser.add_argument("queries")
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--pid", type=int)
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    wished = parser.parse_args()
    address = urlsplit(wished.address)
    with open(wished.queries, encoding="utf-8") as lines:
        queries = [line.rstrip("\n").split("\t", 1) for line in lines if "\t" in line]
    random.Random(wished.seed).shuffle(queries)
    connections = Connections(address.hostname, address.port or 80)
    latencies, failures = defaultdict(list), defaultdict(int)

    async def ask(number, due):
        name, query = queries[number % len(queries)]
        if wished.fresh:
            query += f" -zq{wished.seed}x{number}"
        path = f"{address.path.rstrip('/')}/search{'.json' if number % 2 else ''}?q={quote(query)}"
        try:
            status = await asyncio.wait_for(connections.status(path), 30)
        except (OSError, EOFError, TimeoutError) as error:
            status = type(error).__name__
        latencies[name].append(time.perf_counter() - due)
        if status != 200:
            failures[f"{name} {status}"] += 1

    count = int(wished.rate * wished.seconds)
    before = processor_seconds(wished.pid) if wished.pid else 0
    begun, tasks = time.perf_counter(), []
    for number in range(count):
        due = begun + number / wished.rate
        await asyncio.sleep(max(0, due - time.perf_counter()))
        tasks.append(asyncio.create_task(ask(number, due)))
    await asyncio.gather(*tasks)
    print(f"{'milliseconds':12} {'asked':>6} {'p50':>8} {'p99':>8} {'max':>8}")
    for name in sorted(latencies):
        print(f"{name:12} {spread(latencies[name])}")
    print(f"{'all':12} {spread([time for times in latencies.values() for time in times])}")
    if wished.pid:
        print(f"processor: {(processor_seconds(wished.pid) - before) / count * 1e3:.3f} ms a request")
    print("failures:", dict(failures) or "none")


asyncio.run(main())
