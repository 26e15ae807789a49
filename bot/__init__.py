"""The running bot: composition, words, process."""
