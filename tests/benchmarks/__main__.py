"""Print the table of the README; exit 1 if a bound is missed."""

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import broadcast, closing, declaring, memory, rationing


async def table(folder: Path) -> tuple[list[str], bool]:
    """Measure everything; the rows of the table, and whether every bound holds."""
    rows = ["| what | figure | bound |", "|---|---|---|"]
    said = await declaring.measure(folder)
    rows.append(
        "| durable declarations a second, over a bare python-telegram-bot echo |"
        f" {said.ratio:.2f} ({said.ours:.0f} / {said.echo:.0f}) | at least 0.4, aim 0.6 |"
    )
    closed = await closing.measure(folder)
    rows.append(
        "| closing a round of 10,000 claims, its audits left out,"
        " over raw sqlite3 writing the same |"
        f" {closed.ratio:.2f} ({closed.ours * 1000:.0f} ms / {closed.raw * 1000:.0f} ms) |"
        " at most 3 |"
    )
    rows.append(
        "| the same with the audits before and after, as it happens |"
        f" {closed.audited_ratio:.2f} ({closed.audited * 1000:.0f} ms) | |"
    )
    rationed = rationing.measure()
    rows += [
        f"| rationing 100,000 claims by `{one.rule}`, over 10,000 (linear: 10) |"
        f" {one.ratio:.1f} ({one.many * 1000:.0f} ms / {one.few * 1000:.0f} ms) | at most 20 |"
        for one in rationed
    ]
    asked = await broadcast.measure(folder)
    rows.append(
        "| asking 2,000 people, within Telegram's limits |"
        f" {asked.pace:.1f} a second of 30, refused (429): {asked.refused} | no refusal |"
    )
    held = await memory.measure(folder)
    rows.append(
        "| resident memory with 1,000 teams of 12, over one team |"
        f" {held.ratio:.2f} ({held.many:.0f} MB / {held.one:.0f} MB) | |"
    )
    linear = all(one.ratio <= 20 for one in rationed)
    return rows, said.ratio >= 0.4 and closed.ratio <= 3 and linear and asked.refused == 0


def main() -> int:
    """Run the benchmarks in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="semainier-bench-") as folder:
        rows, right = asyncio.run(table(Path(folder)))
    sys.stdout.write("\n".join(rows) + "\n")
    return 0 if right else 1


if __name__ == "__main__":
    raise SystemExit(main())
