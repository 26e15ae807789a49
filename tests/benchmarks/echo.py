"""A bare python-telegram-bot echo: what a bot that remembers nothing does."""

import sys

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Say it back."""
    del context
    if update.message is not None:
        await update.message.reply_text(f"Noted: {update.message.text}")


def main() -> None:
    """Run it: `python -m tests.benchmarks.echo API_URL TOKEN`."""
    url, token = sys.argv[1:]
    application = Application.builder().token(token).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=["message"])


if __name__ == "__main__":
    main()
