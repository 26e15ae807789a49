"""The payday: real money shared out, the CAE's papers, exports, and people's rights over data."""
