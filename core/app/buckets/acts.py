"""What facilitators did about buckets, for the log: see `core.app.acts`."""

from core.app.buckets import commands as b
from core.app.commands import Command
from core.app.says import Text, text
from core.domain import names

NOTED = (
    b.OpenCampaign
    | b.FundCosts
    | b.CloseCampaign
    | b.Allocate
    | b.MoveBucket
    | b.SetCommission
    | b.AddDonation
    | b.ShareOut
)


def only_looks(command: Command) -> bool:
    """Tell what is not for facilitators alone to do."""
    match command:
        case b.MoveBucket(step=step):
            return step not in ("approve", "refuse")
        case b.SetCommission(name=name):
            return not name
    return False


def told(command: Command, said: Text) -> Text | None:
    """Say what was done; `said` is what it was answered with."""
    match command:
        case b.OpenCampaign():
            return text("act-campaign-open", title=command.title)
        case b.FundCosts(costs=costs):
            return text("act-costs", count=len(costs))
        case b.CloseCampaign():
            return text("act-campaign-close", title=said.args["title"])
        case b.Allocate():
            return text("act-allocate", total=said.args["total"], how=said.args["how"])
        case b.MoveBucket(step=step):
            number, title = said.args["number"], said.args["title"]
            return text("act-bucket", step=step, number=number, title=title)
        case b.SetCommission():
            return text("act-commission", name=said.args["name"], added=said.args["added"])
        case b.AddDonation(donor=donor, public=public):
            named = "yes" if public else "no"
            who = names.clean(donor) if public else ""
            return text("act-donation", amount=said.args["amount"], donor=who, public=named)
        case b.ShareOut(how=how):
            return text("act-share", amount=said.args["amount"], how=how)
    return None
