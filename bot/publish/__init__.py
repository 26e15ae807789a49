"""Files made of what is stored: exports, sheets for the CAE, a person's own data."""

from bot.publish.printing import printed

__all__ = ["printed"]
