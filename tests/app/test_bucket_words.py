"""What is typed about buckets, as it is understood, in both languages."""

from decimal import Decimal

import pytest

from bot.allocation_file import allocations_reader
from bot.slash import slash
from core.app.buckets import commands as b
from core.app.commands import Command, NotUnderstood, SaidDay
from core.domain.refusal import Refusal

D = Decimal


def oven(maximum: int | None = None, description: str = "") -> b.ProposeBucket:
    most = None if maximum is None else D(maximum)
    return b.ProposeBucket(None, "Four à pain", D(400), most, description)


UNDERSTOOD: list[tuple[str, Command]] = [
    ("/bucket add Four à pain 400", oven()),
    ("/cagnotte ajouter Four à pain 400 600", oven(600)),
    ("/cagnotte add Four à pain 400 à 600 €", oven(600)),
    ("/bucket add Four à pain 400 to 1\u202f200", oven(1200)),
    (
        "/bucket add Four à pain 400-600 : du pain, 2 fois : oui",
        oven(600, "du pain, 2 fois : oui"),
    ),
    ("/bucket add Phase 2 300-500", b.ProposeBucket(None, "Phase 2", D(300), D(500))),
    ("/bucket", b.ShowBuckets()),
    ("/cagnottes", b.ShowBuckets()),
    ("/bucket 3", b.ShowBucket(bucket="3")),
    ("/bucket Four à pain", b.ShowBucket(bucket="Four à pain")),
    ("/bucket 3 ligne bois 200", b.EditBucket(None, "3", "line", "bois", D(200))),
    ("/bucket 3 line oak wood 1 200,50", b.EditBucket(None, "3", "line", "oak wood", D("1200.5"))),
    ("/bucket 3 avec Bob", b.EditBucket(bucket="3", what="with", words="Bob")),
    ("/bucket goal 3 300 500", b.EditBucket(None, "3", "goal", "", D(300), D(500))),
    ("/cagnotte objectif four 300", b.EditBucket(None, "four", "goal", "", D(300))),
    ("/bucket titre 3 Grand four", b.EditBucket(bucket="3", what="title", words="Grand four")),
    ("/bucket submit 3", b.MoveBucket(bucket="3", step="submit")),
    ("/cagnotte démarrer Four à pain", b.MoveBucket(bucket="Four à pain", step="start")),
    ("/cagnotte refuser 3 trop cher", b.MoveBucket(None, "3", "refuse", "trop cher")),
    ("/bucket 3 : la ligne bois 200 ?", b.CommentBucket(bucket="3", words="la ligne bois 200 ?")),
    ("/fund", b.Fund()),
    ("/fund 3", b.Fund(bucket="3")),
    ("/fund 3 50", b.Fund(bucket="3", amount=D(50))),
    ("/financer four à pain 1 200,50 €", b.Fund(bucket="four à pain", amount=D("1200.5"))),
    ("/financer 3 1 200", b.Fund(bucket="3", amount=D(1200))),
    ("/campaign", b.ShowCampaign()),
    ("/campagne clore", b.CloseCampaign()),
    ("/campagne Noël 15/12", b.OpenCampaign(title="Noël", until=SaidDay(15, 12))),
    (
        "/campagne Noël 2026 jusqu’au 15/12/2026 plafond 1 000, cachée : tout : et plus",
        b.OpenCampaign(None, "Noël 2026", SaidDay(15, 12, 2026), D(1000), True, "tout : et plus"),
    ),
    (
        "/campaign costs rent 2 400, insurance 900,50; energy 900",
        b.FundCosts(
            costs=(
                b.SaidCost("rent", D(2400)),
                b.SaidCost("insurance", D("900.5")),
                b.SaidCost("energy", D(900)),
            )
        ),
    ),
    ("/allocate 5000 equal", b.Allocate(amount=D(5000))),
    ("/allouer 5 000 égal commun", b.Allocate(amount=D(5000), source="commons")),
    ("/allouer 5000 déclaré", b.Allocate(amount=D(5000), how="declared")),
]

ASKED_BACK = [
    ("/bucket add Vélo 1 200", "bucket-goal-ambiguous"),
    ("/bucket add Vélo 1 200 1 500", "bucket-goal-ambiguous"),
    ("/bucket add Vélo 12 500", "bucket-goal-ambiguous"),
    ("/bucket add Vélo 1.200", "amount-ambiguous"),
    ("/bucket add Vélo", "usage-bucket"),
    ("/campagne Noël", "usage-campaign"),
    ("/campagne Noël 15/12 vite", "usage-campaign"),
    ("/campagne couts loyer", "usage-costs"),
    ("/allouer 5000", "usage-allocate"),
    ("/allouer 5000 vite", "usage-allocate"),
    ("/fund 3 1.200", "amount-ambiguous"),
]


@pytest.mark.parametrize(("typed", "wanted"), UNDERSTOOD, ids=[one[0] for one in UNDERSTOOD])
def test_what_is_typed_is_understood(typed: str, wanted: Command) -> None:
    read = slash(typed)
    assert read is not None
    assert read.command == wanted


@pytest.mark.parametrize(("typed", "why"), ASKED_BACK, ids=[one[0] for one in ASKED_BACK])
def test_what_could_mean_two_things_is_asked_back(typed: str, why: str) -> None:
    read = slash(typed)
    assert read is not None
    assert isinstance(read.command, NotUnderstood)
    assert read.command.why == why


def test_a_file_of_allocations_as_spreadsheets_save_it() -> None:
    read = allocations_reader("fixer commun")
    rows = (b.AllocationRow(2, "Aïcha", D("250.5")), b.AllocationRow(4, "Bob", D(0)))
    wanted = b.Allocate(how="file", source="commons", sets=True, rows=rows)
    said = "Nom;Montant\r\nAïcha;250,50\r\n;\r\nBob;0\r\n"
    assert read(b"\xef\xbb\xbf" + said.encode()) == wanted
    assert read(said.encode("cp1252")) == wanted


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "allocation-empty"),
        (b"Nom,Montant\n", "allocation-empty"),
        (b"A\0B", "allocation-file-binary"),
        (b"x" * 300_000, "allocation-file-large"),
        (b"Bob,1\n" * 1001, "allocation-too-long"),
        (b"Bob,1\nAda", "allocation-row"),
        (b"Bob,-5", "allocation-row"),
        (b"Bob,1\n,5", "allocation-row"),
    ],
)
def test_a_file_that_is_wrong_says_how(data: bytes, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        allocations_reader("add")(data)
    assert refused.value.key == why
