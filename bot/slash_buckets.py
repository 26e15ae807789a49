"""The commands about buckets, as typed: see `bot/slash.py`."""

from collections.abc import Callable

from bot.bucket_words import read_bucket, read_fund
from bot.campaign_words import read_allocate, read_campaign
from bot.grant_words import (
    read_commission,
    read_donation,
    read_give,
    read_grant,
    read_share,
    read_vote,
)
from core.app import commands as c
from core.app.buckets import commands as b

READERS: dict[str, Callable[[str], c.Command]] = {
    "bucket": read_bucket,
    "buckets": lambda _rest: b.ShowBuckets(),
    "campaign": read_campaign,
    "allocate": read_allocate,
    "fund": read_fund,
    "give": read_give,
    "grant": read_grant,
    "grants": lambda _rest: b.ShowGrants(),
    "vote": read_vote,
    "commission": read_commission,
    "donation": read_donation,
    "donations": lambda _rest: b.ShowDonations(),
    "share": read_share,
}

FRENCH: dict[str, str] = {
    "cagnotte": "bucket",
    "cagnottes": "buckets",
    "campagne": "campaign",
    "allouer": "allocate",
    "financer": "fund",
    "donner": "give",
    "demande": "grant",
    "demandes": "grants",
    "voter": "vote",
    "don": "donation",
    "dons": "donations",
    "repartir": "share",
}
