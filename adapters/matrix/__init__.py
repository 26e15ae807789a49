"""Matrix, encrypted, through matrix-nio."""
