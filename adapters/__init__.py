"""One folder a platform: what arrives becomes an `Incoming`, what leaves was an `Outgoing`."""
