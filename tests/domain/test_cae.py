"""The CAE's figures and contracts, by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.cae import (
    Bands,
    ContractKind,
    Estimate,
    Span,
    check_among,
    check_span,
    estimate,
    renewable,
    siren,
    split,
)
from core.domain.refusal import Refusal

CAPE, CESA = ContractKind.CAPE, ContractKind.CESA


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("11,5", "11,5"),
        ("12", "12"),
        (" 12 % ", "12"),
        ("11.50", "11,5"),
        ("0,05", "0,05"),
        ("0", "0"),
        ("10, 8 > 20000, 6 > 50000", "10, 8 > 20000, 6 > 50000"),
        ("10;8>20000;6>50000", "10, 8 > 20000, 6 > 50000"),
        ("10 %, 8,25 % > 20 000 €, 6 > 50\u202f000 euros", "10, 8,25 > 20000, 6 > 50000"),
    ],
)
def test_bands_are_read_and_written_in_one_way(said: str, written: str) -> None:
    assert str(Bands.parse(said)) == written
    assert str(Bands.parse(written)) == written


@pytest.mark.parametrize(
    "said",
    [
        "",
        "douze",
        "-5",
        "101",
        "11,555",
        "10,8 > 20000",  # 10 and 8, or 10.8?
        "10, 8",
        "8 > 20000",
        "10, 8 > 20000, 6 > 20000",
        "10, 8 > 50000, 6 > 20000",
        "10, 8 > 0",
        "10, 8 > 20.5",
        "١٠",
        "10, " * 9 + "8 > 2",
        ", ".join(["10", *(f"8 > {n}" for n in range(1, 9))]),
    ],
)
def test_bands_that_could_mean_two_things_are_refused(said: str) -> None:
    with pytest.raises(Refusal, match="cae-form"):
        Bands.parse(said)


THREE = "10, 8 > 20000, 6 > 50000"


@pytest.mark.parametrize(
    ("bands", "before", "amount", "kept"),
    [
        ("11,5", 0, 3_000_00, 345_00),
        ("12", 999_999_00, 100_00, 12_00),
        ("0", 0, 100_00, 0),
        (THREE, 0, 20_000_00, 2_000_00),
        (THREE, 19_000_00, 3_000_00, 260_00),  # 1000 at 10 %, 2000 at 8 %
        (THREE, 0, 60_000_00, 5_000_00),  # 2000 + 2400 + 600
        (THREE, 49_999_99, 2, 0),  # 0.0008 + 0.0006 of a euro, on a total already rounded
        ("11,5", 0, 1, 0),
        ("11,5", 0, 5, 1),  # 0.575 of a cent
        ("50", 0, 1, 1),  # half a cent goes up ...
        ("50", 1, 1, 0),  # ... and is not taken twice
    ],
)
def test_the_contribution_by_hand(bands: str, before: int, amount: int, kept: int) -> None:
    assert Bands.parse(bands).contribution(before, amount) == kept


@given(st.lists(st.integers(0, 3_000_000), max_size=12))
def test_what_is_kept_of_a_year_does_not_depend_on_how_it_came(payouts: list[int]) -> None:
    bands = Bands.parse("10,33, 8,07 > 200, 6 > 5000")
    kept = [bands.contribution(sum(payouts[:n]), one) for n, one in enumerate(payouts)]
    assert all(0 <= one <= paid for one, paid in zip(kept, payouts, strict=True))
    assert sum(kept) == bands.contribution(0, sum(payouts))


def test_a_salary_is_estimated_from_what_was_entered_and_nothing_else() -> None:
    assert estimate(1000_00, [], []) is None
    assert estimate(1000_00, [], [22_00]) is None
    # 1000 / 1.302 = 768.049...; half of the charges entered is no reason to guess the rest
    assert estimate(1000_00, [30_20], []) == Estimate(1000_00, 768_05, 231_95, None, None)
    # two charges of 15.1 %, and 768.05 x 11.3 % = 86.789...
    assert estimate(1000_00, [15_10, 15_10], [11_30]) == Estimate(
        1000_00, 768_05, 231_95, 86_79, 681_26
    )


SEPTEMBER = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("kind", "since", "until", "refusal"),
    [
        (CAPE, SEPTEMBER, date(2027, 8, 31), None),
        (CAPE, SEPTEMBER, date(2027, 9, 1), "contract-cape-long"),
        (CAPE, SEPTEMBER, SEPTEMBER, None),
        (CAPE, SEPTEMBER, None, "contract-cape-end"),
        (CAPE, date(2028, 2, 29), date(2029, 2, 28), None),
        (CAPE, date(2028, 2, 29), date(2029, 3, 1), "contract-cape-long"),
        (CESA, SEPTEMBER, None, None),
        (CESA, SEPTEMBER, date(2036, 1, 1), None),
        (CESA, SEPTEMBER, date(2026, 8, 31), "contract-order"),
    ],
)
def test_how_long_a_contract_may_be(
    kind: ContractKind, since: date, until: date | None, refusal: str | None
) -> None:
    span = Span(kind, since, until)
    if refusal is None:
        check_span(span)
        return
    with pytest.raises(Refusal, match=refusal):
        check_span(span)


def year(first: int, kind: ContractKind = CAPE) -> Span:
    return Span(kind, date(first, 9, 1), date(first + 1, 8, 31))


@pytest.mark.parametrize(
    ("new", "others", "refusal"),
    [
        (year(2028), [year(2026), year(2027)], None),
        (year(2029), [year(2026), year(2027), year(2028)], "contract-cape-twice"),
        (year(2029, CESA), [year(2026), year(2027), year(2028)], None),
        (year(2025), [year(2026), year(2027), year(2028)], "contract-cape-twice"),
        (year(2029), [year(2026, CESA), year(2027), year(2028)], None),
        (Span(CESA, date(2027, 8, 31), None), [year(2026)], "contract-overlap"),
        (Span(CESA, date(2027, 9, 1), None), [year(2026)], None),
        (year(2030), [Span(CESA, SEPTEMBER, None)], "contract-overlap"),
        (Span(CESA, date(2020, 1, 1), SEPTEMBER), [year(2026)], "contract-overlap"),
    ],
)
def test_which_contract_may_follow_which(
    new: Span, others: list[Span], refusal: str | None
) -> None:
    if refusal is None:
        check_among(new, others)
        return
    with pytest.raises(Refusal, match=refusal):
        check_among(new, others)


def test_a_cape_is_renewed_twice() -> None:
    assert renewable([year(2026), year(2027)])
    assert not renewable([year(2026), year(2027), year(2028)])


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], (34, 33, 33)),
        (28_42, [20_00, 36_00], (10_15, 18_27)),  # 1015.00 and 1827.00, exactly
        (10, [2, 3, 3], (2, 4, 4)),  # 2.5, 3.75, 3.75
        (5, [0, 7], (0, 5)),
        (7, [7], (7,)),
        (0, [3, 4], (0, 0)),
        (7, [], ()),
    ],
)
def test_splitting_by_hand(total: int, weights: list[int], parts: tuple[int, ...]) -> None:
    assert split(total, weights) == parts


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=9))
def test_no_cent_is_lost_by_splitting(total: int, weights: list[int]) -> None:
    parts = split(total, weights)
    whole = sum(weights)
    assert sum(parts) == (total if whole else 0)
    assert all(
        abs(part * whole - total * weight) < whole
        for part, weight in zip(parts, weights, strict=True)
        if whole
    )


@pytest.mark.parametrize("said", ["732829320", "732 829 320", "732.829.320", "356000000"])
def test_a_siren_is_nine_digits_that_check(said: str) -> None:
    assert siren(said) == "".join(char for char in said if char.isdigit())


@pytest.mark.parametrize("said", ["732829321", "73282932", "7328293200", "abc", "", "٧٣٢٨٢٩٣٢٠"])
def test_any_other_number_is_refused(said: str) -> None:
    with pytest.raises(Refusal, match="siren-form"):
        siren(said)
