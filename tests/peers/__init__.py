"""The other side of the wire: small, strict servers that the adapters are tested against."""
