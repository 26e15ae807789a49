"""The words that move a step by step declaration: each names a step, as its button does."""

from core.app import commands as c
from core.domain import names

_WORDS: dict[str, c.Command] = {
    word: step
    for step, words in (
        (c.GuideBack(), ("retour", "precedent", "back", "previous")),
        (c.GuideCancel(), ("annuler", "annule", "cancel")),
        (c.GuideSkip(), ("passe", "passer", "skip", "-", "sans note", "no note")),
        (c.GuideMore(), ("autre", "un autre", "autre projet", "another", "another project")),
        (c.GuideDone(), ("c'est tout", "cest tout", "fini", "termine", "that's all", "done")),
    )
    for word in words
}


def step(said: str) -> c.Command | None:
    """Find the step a word names; None where it is no such word."""
    return _WORDS.get(names.fold(said.strip(" .!")).replace("’", "'"))
