"""The benchmarks still run: small, and without a bound on time."""

from pathlib import Path

from tests.benchmarks import broadcast, closing, declaring, memory, rationing


async def test_they_all_run(tmp_path: Path) -> None:
    said = await declaring.measure(tmp_path, people=10, each=1, rounds=1)
    assert said.ours > 0 < said.echo
    assert (await closing.measure(tmp_path, claims=50, rounds=1)).ratio > 0
    assert all(one.ratio > 0 for one in rationing.measure(claims=100, fewer=10, rounds=1))
    asked = await broadcast.measure(tmp_path, people=20, scale=50)
    assert asked.refused == 0
    assert (await memory.measure(tmp_path, teams=2, members=3)).many > 0
