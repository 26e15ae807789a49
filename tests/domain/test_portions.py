"""What of an award is for which line: nothing is lost, and no line gets more than it asked for."""

from hypothesis import given
from hypothesis import strategies as st

from core.domain.correction import Granted
from core.domain.portions import over_lines
from core.domain.settlement import Draw

Lines = list[tuple[int | None, int]]

LINES: st.SearchStrategy[Lines] = st.lists(
    st.tuples(st.sampled_from((None, 1, 2)), st.integers(0, 500_00)), min_size=1, max_size=6
)


@given(lines=LINES, data=st.data())
def test_portions_add_up_and_none_exceeds_its_line(lines: Lines, data: st.DataObject) -> None:
    claim = sum(amount for _, amount in lines)
    drawn = {
        project: data.draw(st.integers(0, sum(a for its, a in lines if its == project)))
        for project in (1, 2)
    }
    award = data.draw(st.integers(sum(drawn.values()), claim))
    draws = tuple(Draw(7, project, amount) for project, amount in drawn.items() if amount)
    portions = over_lines(lines, Granted(claim, award, draws))
    assert sum(portions) == award
    assert all(0 <= got <= asked for got, (_, asked) in zip(portions, lines, strict=True))
    for project, amount in drawn.items():
        mine = [got for got, (its, _) in zip(portions, lines, strict=True) if its == project]
        assert sum(mine) >= amount


def test_an_envelope_pays_its_own_project_first() -> None:
    """Of 90 for the project its envelope gives 45; of the 75 that are left the pool gives 45."""
    lines: Lines = [(1, 60), (None, 30), (1, 30)]
    assert over_lines(lines, Granted(120, 90, (Draw(7, 1, 45),))) == (48, 18, 24)
