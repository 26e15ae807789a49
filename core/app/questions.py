"""Questions about declarations: asked kindly in the group, answered by the author."""

from core.app.commands import AnswerQuestion, AskQuestion
from core.app.ports import Origin, UnitOfWork
from core.app.says import Say
from core.domain.refusal import Refusal


async def ask_question(command: AskQuestion, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Put a question to its author."""
    raise Refusal("unknown", said="/ask_question")


async def answer_question(command: AnswerQuestion, origin: Origin, uow: UnitOfWork) -> list[Say]:
    """Show the group what the author says."""
    raise Refusal("unknown", said="/answer_question")
